"""Names of series as scanners and people write them, each with the sequence role that a radiologist gives it by name.

Of Siemens, GE, Philips, Canon, Hitachi, United Imaging and Esaote scanners, in ten languages, of spine, abdomen, breast
and brain: from public lists, protocols and converters, and made after their patterns. Labeled before the guess was run
on them. Names are facts; none tells who a patient is.
"""

# Name and role on a line, an equals sign between; "|" between roles that are as right, and nothing for no role.
_TABLE = r"""
t1_tse_sag_p2  = T1
t2_tse_sag_3mm  = T2
t2_tse_sag_Dorsal  = T2
t2_tse_sag_Lumbar  = T2
t2_tse_stir_sag  = STIR
t2_space_tra  = T2
t1_vibe_tra_2mm  = T1GRE|
t1_tse_sag_p2_fs_CS
t1_tse_sag_p2_fs_TS
t1_tse_dixon_tra  = |T1
t1_tse_tra_fs
t1_vibe_dixon_tra_p2_2mm_352  = |T1GRE
t1_tse_fs_sag_p2_+C  = T1post
t1_tse_tra_+C  = T1post
t1_tse_fs_tra
resolve_diff_sag_b50_600
resolve_diff_sag_mddw_p2_dti
t1_tse_fs-dixon_sag_KM  = T1post
t1_qtse_cor_p2_320  = T1
t2_space_stir_cor_p2_448  = STIR
pd_tse_dixon_sag
t2_tse_dixon_tra_p2_352  = |T2
t2_tse_tra_cervical  = T2
Lt Obl t2_tse  = T2
t1_tse_fs_tra_pre  = T1FS|
t1_tse_fs_tra_post  = T1post
t1_tse_dixon_sag_C-spine  = |T1
t1_tse_dixon_sag_L_spine  = |T1
t2_tse_fs_cor_lumbar  = STIR
t1_tse_cor_SIJ  = T1
stir_cor_SIJ  = STIR
t2_space_sag_cs7_iso_myelo
t1_tse_dixon_sag_+C  = T1post
t1_space_sag_p2_iso  = T1
angio_fl3d_cor_post
t2_space_dark-fluid_sag_caipi4
haste_localizer_cor
pd_tse_fs_sag_open
t1_tse_fs_sag_C  = T1post|
t1_tse_sms_fs_tra_spine_C  = T1post|
t2_tser_tra_spine  = T2
t1_tse_sms_tra_spine  = T1
t2_tirm_sag_whole_spine_COMP  = STIR
t1_tse_sag_whole_spine_COMP  = T1
t2_tse_sag_WARP_spine  = T2
t2_tse_obl_sag_spine  = T2
t2_blade_sag_spine  = T2
I_t2_tse_sag_384_C1-C8_COMP_SP_1  = T2
t2_tse_rst_tra_msma_FIL  = T2
t2_tse_rst_sag_FIL  = T2
t1_tse_sag_FIL  = T1
T2 sag STIR lumbar_FIL  = STIR
t1 sag Lumbar_FIL  = T1
t2 tra Lumbar_FIL  = T2
t2_pdFS_384_cor
t2_tse_ax_384_fs  = STIR
pd_spc_rst_cor_p2_iso_512
t1_se_cor_p2_384  = T1
Sag FSE2D T2W FC  = T2
Axial SE2D T1W  = T1
Axial FSE2D T2W SAT1  = T2|
Axi TR-FSE2D T2W  = T2
Sag TR-FSE2D T2W  = T2
IRFSE 4000/90/123 5mmS
??T1_FSE  = T1
T2WI-TRAc  = T2
SG T2W  = T2
FST2_SAG  = STIR
T2_FSE_5mm(S)  = T2
STIR_COR  = STIR
SED
TIWI/SE/5mm/S/C
T1_SE_5mm(SC)  = T1
STIR_SAGc  = STIR
FL08/FL06/OSag FIR (fat suppr  = |STIR
SG T2W Stir  = STIR
SE 420/19 5mmS  = |T1
FSE 3200/110 5mmT  = |T2
11 T2 TRS  = T2
Sys2DCard
WFST2_SAG(W/F)  = |STIR
WFST2_SAG(T2)  = |STIR
T2WI/FSE/5mmS  = T2
t2_tse_dixon_sag_320_W  = STIR
01 Scano GE ST
ScoutA_TSC 100/18 20mm
Scoutview
OSag T2 FRFSE  = T2
OSag T1 FSE  = T1
Sag T2 frFSE  = T2
Sag T2 FSE STIR  = STIR
Ax FSE STIR  = STIR
FAT: COR T2 FSE Flex
InPhase: SAG T2 FSE Flex  = InPhase|T2
WATER: SAG T2 FSE Flex  = STIR
ADC (10^-6 mm2/s)  = ADC
ORIG Ax DWI B-100/800/1000
Ax T2* MERGE
Cor T2 STIR BIG FOV  = STIR
Ax T2 frFSE BLOCK  = T2
Sag T1 FSE 4mm  = T1
3-plane Localizer
Sag T2 Flex  = |STIR|T2
Ax 2D T2* Merge
3D Sag Cube T2  = T2
Cor T2 FS  = STIR
Ax T2 STIR PROPELLER  = STIR
Sag STIR PROPELLER RT  = STIR
Ax T2 Propeller FS RT  = STIR
Ax DIF B50/400/800
Sag DP FSE FS
Cor DP FSE Flex
OAx fs PD
OCor fs T2  = STIR
OSag T1FSE  = T1
OSag T2FSE  = T2
WATER: OSag T2 Ideal  = STIR
AX OutPhase  = OpposedPhase
AX InPhase  = InPhase
OutPhase: BH Ax LAVA-Flex Mask  = OpposedPhase|
WATER: BH Ax LAVA-Flex Mask  = |T1GRE
MPR Ob_Ax_I -> S_Min IP_sp:10.0_th:10.0
3-pl T2* FGRE S
ASSET Cal
Processed Images
OAx SWAN Out of Phase
FILT_PHA: Ax SWAN FAST
COL:OAx 3D-TOF-MRA Asset
<MIP Range[1]>
t1_tse_dark-fluid_tra_p2  = T1|
3D ASL PLD=1.5s
IsoADC  = ADC
IsoDWI
dDWI_SENSE
dADC_all sFOV AP 4b  = ADC
dRegADC_all  = |ADC
SG_T1WI_FS_+C  = T1post
OSag_CUBE_T1_fs_+C  = T1post
L-OSag_T1_flair  = T1
L-OSag_T1flair+c  = T1post
c-OSag_T1_Shim+C  = T1post
c-OSag_T2FSE  = T2
T-OSag_T1_FSE+C_Shim  = T1post
SAG_T1W_IR  = T1|
SAG_T1W_IR+C  = T1post
sT1W_3D_TFE  = T1GRE
sT1W_3D+C  = T1post
Ax_3D_PC_MRV+C
Ax_LAVA_T1+C  = T1post
AX_FLAIR_+C
T2W_MVXD  = T2
3D_Brain_VIEW_T2  = T2
OCor_CUBE_T2  = T2
AX_T2FLAIR_LongTR
T1_MPRAGE_TRA_iso1.0  = T1GRE
AX_T2W_BLADE  = T2
t2_spc_tra_p2_3D_2mm  = T2
t2_tirm_tra_dark-fluid
t1_flair_tra_+c  = T1post
_Ax_T1_C+  = T1post
ADC_(10_-6_mm_s):Aug_27_2019_18-29-07_CST  = ADC
HKCL Gradient Echo T2 tra HawkAI
HKCL 3D SST1 dor post KM HawkAI  = T1post
HKCL SE T1 tra HawkAI  = T1
HKCL FSE T2 sag FAST HawkAI  = T2
HKCL Fast STIR dor HawkAI  = STIR
HKCL Fast FLAIR dor HawkAI
T1W_TSE +C  = T1post
T1 ohne i.v. KM  = T1
T1 mit KM  = T1post
T1 pre und post KM  = |T1post
T1 tra C5-C7  = T1
T1 +Cor  = T1
t1_tse_sag_ohne_KM  = T1
T1 sans gado  = T1
SUB KM-nativ
T1W_SPIR C  = T1post|
T1WI_SPIRC  = T1post|
t1_spirC  = T1post|
T1W_mDIXON_TSEC_pass  = |T1post
t1_tse_fs-dixon_tra_W
t1_fse_wfi_tra_Echo1  = |
t1_vibe_fs_tra_Dynamic
T2W_HR_mDIXON_TSE  = |T2|STIR
eT2W_mDIXON_tra  = |T2|STIR
t1_tse_dixon_tra_3mm_W
eT2W_SPAIR SENSE  = STIR
tirm_tra_p3  = STIR
stir_fse_tra-fast  = STIR
WATER: Ax T2 FSE-IDEAL ASSET  = STIR
FieldMap: Ax T2FSE+ASSET
FAT: Ax T2FSE+ASSET
dyn_eTHRIVE SENSE
Ax 3D Vibrant+C  = T1post|
t1_fl3d_tra_dyna_spair_1+5
t1_fl3d_tra_SPAIR_POST  = T1post
t1_quick3d_tra_fs_1+6steps_R1
T2W_SPAIR ACRIN  = STIR
T2fseidealarc_BP  = |T2|STIR
AX T2 FSE BILATERAL PRE  = T2
T2 TIRM AX  = STIR
STIR AXIAL  = STIR
VOLSER: uni-lateral cropped: original DCE
t1_twist_tra_dyn_TT=7.0s
t1_vibe_tra_perf_CM_SUB
t1_vibe-grasp_fs_tra
TTP_ep2d_perf_p2
cDWI.b=1000
DWIBS_SBC
SURVEY_BFFE
L/S_localizer
Cal SpineArray_12
t1_fl3d_tra fs_dyn CM_PEI
t2_trufi_cor_loc multi
t1_tse_sag_fs_CM  = T1post
t1_tse_tra_CM  = T1post
t1_vibe_dix_cor_bh_opp  = OpposedPhase
t1_vibe_dix_cor_bh_in  = InPhase
t1_vibe_dix_cor_bh_W  = |T1GRE
t1_vibe_dix_cor_bh_F
t2_bl_tse_fs_tra  = STIR
t2_bl_tse_sag  = T2
WASH-IN
ep2d_diff_b 50 400 800 1200_ADC  = ADC
POST AX T1  FS FSE: Processed_CaPTk  = T1post
AXIAL T1 FLOW COMP POST : Processed_CaPTk  = T1post
t1 axial stealth-post : Processed_CaPTk  = T1post
T1 SAG MPRAGE : Processed_CaPTk  = T1GRE|
Axial T2 tse: Processed_CaPTk  = T2
COR T1 POST FS: Processed_CaPTk  = T1post
AX T1 PRE : Processed_CaPTk  = T1
t2_Flair_axial: Processed_CaPTk
T1 MPRAGE SAG ISO post gad  = T1post
3D AX T1 Post-contrast Intra-op Thin-cut  = T1post
Sag T1 Cube  = T1
Sag T1 Cube K+  = T1post|
Sag_t1spc_iso0.9_p2_tr500_ce  = T1post
T1MPRAGE  = T1GRE
T2CUBE_08iso  = T2
Tra_TSE_T2_3mm  = T2
Sag FLAIR CUBE
Tra_DWI_resolve_b0_1000_3.5mm_TRACEW
Ax DTI klinisk sekvens
FSPGR BRAVO  = T1GRE
SWI mIP
R2*
ACR Ax T1 SE brain+ gad  = T1post
T1 SE SAG IPATX2  = T1
T1 SE Coronal com contraste  = T1post
T1 SE Sagital  = T1
T2* GRE Axial
Sagital T1/T2
T1 SE Sagittal Rachis Lombaire  = T1
T2 TSE Sagittal Rachis Lombaire  = T2
Sagital T1 + C  = T1post
Sagital DP SPAIR
KORONAL TIRM  = STIR
10000001_T1_TSE_SAG_FS_GADO_20110101120000_13.nii  = T1post
10000001_T2_STIR_CORO_20110101120000_7.nii  = STIR
10000001_T2_AX_FS_20110101120000_8.nii  = STIR
SAGT1  = T1
AxT2  = T2
SagT2  = T2
Sag Sitr  = |STIR
WES_007_TIMEPOINT_1_MRI_T1W_NFS.nii.gz  = T1|
WES_007_TIMEPOINT_1_MRI_T2W_SPAIR  = STIR
WES_007_TIMEPOINT_1_MRI_T1W_DCE_MPE_sub
BiasCorr T2W_TSE_tra  = T2
C12-T2 FSE COR FS, 16 slices  = STIR
C4-T2 REVOLVE COR FS  = STIR
Obl. FSE STIR  = STIR
pd_fse_cor_fs
3D_mFFE
WATER IMAGE
T1W_aTSE  = T1
VT1W_3D_FFE  = T1GRE
sT1W_FS 3D_ISO_COR
V3D_T1_COR  = T1|T1GRE|
Sag_CUBE_T1_8ch_POST  = T1post
Sag_CUBE_T1_8ch_PRE  = T1
POST_COR_T1  = T1post
Ax_T1_PROPELLER  = T1
Ax_T2_PROPELLER_FS_Post  = STIR
AX_T2__GRE_EPI
T2_FFE__AX
PD_T2_AX
AX_T2_STAR__HEMO_
T2_FL2D_AX_HEMO
COR_SWAN
AX_CUBE_POST  = |T1post
SAG_T1_REFORMATS  = |T1
T1_FSPGR_3D_AX  = T1GRE
T1MRAGE_08iso_K+  = |T1post
CI_spc_DIXON_tra
t1_tse_DIXON_sag_post  = T1post
t2_tse_kugel5_tra_b0_200
wholebody_t1_vibe_dixon_tra_mbh_dyn_W  = |T1GRE
t1_vibe_in-opp_tra
t1_vibe_dixon_tra_p4_bh_pre_W  = T1GRE|T1FS
T1 VIBE DIXON ABD 3mm_F
t2_heavy_tse_fs_tra_mbh_pancreas  = STIR
t2_haste_tra_p2_mbh_pancreas  = T2
t1_vibe_twist_dixon_tra_pre  = |T1GRE|T1FS
t2_trufi_cor_non-bh  = Balanced
MR_Seq._1203_mDIXON_all_W
MR_Seq._1206_mDIXON_all_F
T1MDIXON_IP  = InPhase
901-+C mDIXON_ALL DYN
T1W_mDIXON_nativ  = |T1|T1GRE|T1FS
PI dual_FFE_BH
CS_DWI_B50_400_800
T2 SSH TSE cor  = T2
3D_DRIVE_CLEAR  = |T2
mFFE_0.65_14slice_e1
B0_Map_e2_real
WIP_B1_Map_Yarnykh_CLEAR_e2
PulseMT_16_dyn
SV PRESS FLEX M
FS T1 3D 30 SLICE
T2 SAG REF CLEAR  = T2
T2W_TSE_axial new CLEAR  = T2
VISTA SENSE
t1FL3dfs15fa_matchVIBE
DCE 20dyn modified SENSE
T1W_SE  = T1
sag T1 TSE nach KM  = T1post
T1 TSE sag nativ LWS  = T1
T1 tra FS n. KM  = T1post
T1 sag FS Gd BWS  = T1post
T2 sag HWS  = T2
STIR sag LWS  = STIR
T2 tra LWK4/5  = T2
T1 sag spir KM  = T1post
T1 sag fettges  = |T1FS
T2 sag fettunterdr.  = |STIR
T2 FS sag fettgesaettigt  = STIR
Diffusion sag LWS
T1 SAG RACHIS INJ  = T1post
T1 FAT SAT GADO SAG  = T1post
SAG T1 SANS INJECTION  = T1
T1 SAG SS GADO  = |T1
SAG T2 FATSAT RACHIS  = STIR
T1 FS APRES IV  = T1post
T2 STIR SAG DORSAL  = STIR
T1 AX AVEC CONTRASTE  = T1post
T1 SAG CON GADOLINIO  = T1post
T1 SAG SIN CONTRASTE  = T1
T1 FS SAG CTE  = |T1post
T1 SAG C/C  = |T1post
T1 SAG S/C  = T1|
T1 SAG FAT SAT CONTRASTE  = T1post
T2 FSE SAG SUP GRASA  = |STIR
T1 SAG POS GADOLINIO  = T1post
T1 FS POS CONTRASTE  = T1post
T1 SAG PRE CONTRASTE  = T1
T1 PRE-GADO  = T1
T1 SAG DOPO MDC  = T1post
T1 SAG CON MDC  = T1post
T1 SAG SENZA MDC  = T1
T1 FATSAT SAG MDC  = T1post
T1 basale  = T1
T1 SAG NA CONTRAST  = T1post
T1 SAG zonder contrast  = T1
T1 SAG met contrast  = T1post
T1 SAG FS na gado  = T1post
T1 SAG KONTRASTLI  = T1post
T1 SAG KONTRASTSIZ  = T1
T1 YB SAG IVKM  = |T1post
T2 SAG YAG BASKILI  = |STIR
T1 SAG po kontrascie  = T1post
T1 SAG z kontrastem  = T1post
T1 SAG bez kontrastu  = T1
T1 FS SAG +K  = T1post|
T1 SAG po KL  = |T1post
T1 SAG bez KL  = T1
T1 SAG po k.l.  = |T1post
t1 fse sag fs +c  = T1post
SAG T1 10 MIN  = T1post|
T1 SAG LATE  = |T1post
SAG T1 DELAYED  = |T1post
T1 FS SAG DELAY 5 MIN  = T1post|
SAG T1 POSTGAD  = T1post
SAG T1 POSTCONTRAST  = T1post
POST GAD SAG T1 FS  = T1post
SAG T1 FS W  = |T1post
SAG T1 FS WITH  = |T1post
SAG T1 WITHOUT  = T1|
SAG T1 W/GAD  = T1post
SAG T1 W/WO  = |
T1 C SPINE SAG  = T1
SAG T1 C-SPINE  = T1
SAG T1 FS C-SPINE
AX T2 C SPINE  = T2
SAG T1 C SPINE POST  = T1post
SAG T1 T SPINE  = T1
SAG T2 T-SPINE  = T2
SAG T1 L SPINE  = T1
SAG T1 TL  = T1
SAG T2 CT  = T2
SAG T2 CTL  = T2
T1 SAG THORACIC C  = |T1|T1post
SAG T1CE  = T1post
T1C  = T1post|
T1c.nii.gz  = T1post|
T1CE  = T1post
t1gd  = T1post
t1ce_FS  = T1post
BraTS20_Training_001_t1ce.nii  = T1post
BraTS20_Training_001_t1.nii  = T1
BraTS20_Training_001_flair.nii
BraTS20_Training_001_seg.nii
sub-001_acq-sag_T1w.nii.gz  = T1
sub-001_acq-sag_T2w  = T2
sub-001_ce-gadolinium_T1w  = T1post
sub-001_acq-T1w_MTS
sub-001_T2star
sub-001_T2w_label-SC_mask
sub-001_T2w_label-SC_seg.nii.gz
sub-001_acq-stir_T2w.nii.gz  = STIR
sub-001_dwi
sub-001_MEGRE
1_t1.mha  = T1
1_t2.mha  = T2
1_t2_SPACE.mha  = T2
sag_t1_seg
t2_sag_labels
T1_sag_mask
T2 label map
STIR_segmentation
T1-label
T2_Segmentation
T2_roi
vertebrae_mask_T1
T1FSSAG
SAGT2  = T2
3DT1  = T1|T1GRE|
T2WTSE  = T2
T1+C  = T1post
T1_KM  = T1post
T1 GD  = T1post
T1+GADO  = T1post
T1POST  = T1post
T1 POSTCONTRAST  = T1post
T1 nach KM  = T1post
T1 apres injection  = T1post
T1 apr\u00e8s gado  = T1post
T2SAG  = T2
T1SAG  = T1
STIRSAG  = STIR
SAGSTIR  = STIR
T1AX  = T1
T2FSSAG  = STIR
T1TSESAG  = T1
T2FRFSESAG  = T2
T1FSPOST  = T1post
T1SAGPOST  = T1post
PDFS
PD_SPAIR
T2 SPAIR SAG  = STIR
T2W_SPIR  = STIR
T2W_TSE_SPIR_SAG  = STIR
T2W_TSE_FS  = STIR
eT2W_TSE  = T2
eSTIR  = STIR
eSTIR_SAG  = STIR
eT1W_TSE  = T1
eT1W_TSE_SAG_Gd  = T1post
sT2W_TSE  = T2
sT1W_TSE  = T1
ssT2W  = T2|
STIR_longTE_SENSE  = STIR
STIR_TSE  = STIR
T2W_STIR  = STIR
T2_mDIXON_W  = STIR
T2_mDIXON_F
T2_mDIXON_IP  = InPhase
T2_mDIXON_OP  = OpposedPhase
T2W_mDIXON_TSE_W  = STIR
T2W_mDIXON_TSE_F
T2W_mDIXON_TSE_IP  = InPhase
T1W_mDIXON_TSE_W
T1_mDIXON_W_C  = T1post|
mDIXON_W
mDIXON-Quant_FF
mDIXON-Quant_T2_STAR
WATER: T1 SAG
FAT: T1 SAG
T2 IDEAL WATER  = STIR
T2 IDEAL FAT
T2 IDEAL IN PHASE  = InPhase
T2 IDEAL OUT OF PHASE  = OpposedPhase
FatFrac: LAVA IDEAL IQ
R2Star: IDEAL IQ
Ax LAVA  = T1GRE|
Ax LAVA-Flex+C  = T1post
LAVA PRE  = T1GRE|
LAVA POST  = T1post
eTHRIVE  = T1GRE|
THRIVE_C  = T1post|
eTHRIVE_BH_Gd  = T1post
VIBE nativ  = T1GRE
VIBE post KM  = T1post
t1_vibe_fs_tra
t1_vibe_fs_tra_nativ  = T1GRE|T1FS
t1_vibe_fs_tra_C  = T1post|
t1_starvibe_fs_cor_C  = T1post|
t1_mprage_sag  = T1GRE
t1_mpr_sag_iso  = T1GRE|T1|
t1_fl2d_sag  = T1GRE
t1_fl2d_tra_fs_KM  = T1post
t1_fl2d_opp_tra  = OpposedPhase
t1_fl2d_in_tra  = InPhase
T1_in_phase  = InPhase
T1_out_phase  = OpposedPhase
in-phase  = InPhase
out-of-phase  = OpposedPhase
T1 GRE in/out
DUAL ECHO IN OUT PHASE
T1 DUAL FFE
FFE_IP  = InPhase
FFE_OP  = OpposedPhase
T1W_FFE_OP  = OpposedPhase
T1W_FFE_IP  = InPhase
CISS 3D  = Balanced
t2_ci3d_sag  = Balanced
3D FIESTA C-SPINE  = Balanced
FIESTA SAG  = Balanced
bTFE_SAG  = Balanced
BALANCED SAG  = Balanced
TrueFISP  = Balanced
true SSFP 3D  = Balanced
DWI
DWI b800
DWI_b0
DWI_b1000
b800
b=50
ep2d_diff_sag_TRACEW
ep2d_diff_sag_ADC  = ADC
ADC  = ADC
dADC  = ADC
ADC map  = ADC
eADC
Exponential ADC
ADC 10-6 mm2/s  = ADC
Apparent Diffusion Coefficient  = ADC
Average DC  = ADC|
Coefficiente di diffusione  = |ADC
Isotropic Image
TRACE
TENSOR
DTI_FA
ColFA
T2 EPI
SWI_Images
Pha_Images
Mag_Images
phase
T1_phase
PHASE: T2 SAG
MIP T1
T1 MIP
MIP_STIR_COR
MPR T1 SAG  = |T1
T2 SAG MPR  = |T2
T1 SUB
SUB_T1_FS
SUBTRACTION T1 POST
t1_tse_sag_KM_SUB
T1 map
T2 map
T2_MAP_SAG
T1_Images
MyoMaps_T1
Synthetic T1  = |T1
SyMRI STIR
MAGiC T2
T2 TSE MYELO
MYELO SAG
MYELOGRAPHY
MRCP
t2_haste_myelo
LOC
LOCALIZER T2
3-plane loc
SCOUT
AAHScout_MPR_sag
SURVEY
MobiView T2 SAG  = T2
MobiView_T1W  = T1
composed T2 SAG  = T2
STITCHED T1  = T1
T2_composed  = T2
T2 sag composing  = T2
REF SCAN
CoilSurvey
SmartSpine
T1 T2
T1 T2 SAG
T2 T1
PD T2
PD/T2 SAG
T2+T1
T1/STIR
FLAIR
T1 FLAIR  = T1
T1 FLAIR SAG +C  = T1post
T2 FLAIR FS
FLAIR T2
T2 DARK FLUID
MEDIC
MERGE
COSMIC
2D MERGE AX C SPINE
ADAGE
T2_me2d
T2*W
T2star
GRE T2
T2 GRE
T2_FFE
HASTE  = |T2
t2_haste_sag  = T2
T2 HASTE COR  = T2
SSFSE  = |T2
SSFSE T2 COR  = T2
BLADE T2  = T2
T1 BLADE  = T1
PROPELLER T2  = T2
SPACE T2  = T2
T1 SPACE FS
T1 CUBE  = T1
T2 CUBE FS  = STIR
VISTA T2  = T2
VISTA T1  = T1
3D VIEW T2  = T2
isoFSE T2  = T2
mVox T2  = T2
T2 TSE SPAIR  = STIR
TIRM  = STIR
TIRM COR  = STIR
T1 TIRM  = |STIR
TIR  = STIR|
T2 TIR SAG  = STIR
T2_tir_cor  = STIR
STIR  = STIR
STIR FSE SAG  = STIR
Fast STIR  = STIR
STIR +C  = |STIR
T2 POST  = T2
T2 SAG POST GAD  = T2
T2 FS POST  = STIR
T2W FSE fs SAG  = STIR
SAG T2 FS  = STIR
FS T2 SAG  = STIR
fs-t2-sag  = STIR
FatSat T2 SAG  = STIR
T2 SAG FATSEP  = STIR
T2 WATER EXC  = STIR|
T2 SAG DRIVE  = T2
T2 fse 3D  = T2
SAG T2 3D  = T2
Sag PD
PDW_TSE
PROTON DENSITY
DP FS
T1 rho
T1rho
IR T1  = T1|
T1 IR FSE  = T1|
T1W_IR_TSE  = T1|
PSIR
MT_on
MTC T1  = |
TOF
MRA
CE-MRA
TWIST
TRICKS
PC VENC
CSF FLOW
PERFUSION
DSC
DCE T1
fMRI
BOLD
SPECTRO
MRS
ASL
SER_12
Series 301
unknown
Image
SAG
AX POST
SAG FS
FSE SAG
TSE
T1  = T1
T2  = T2
t1w  = T1
T2W  = T2
T1WI  = T1
T2WI  = T2
T1 weighted  = T1
T2-gewichtet  = T2
T1-gewichtet sag  = T1
T1 pondere  = T1
T2 pesata  = T2
T1 pesato sag  = T1
T1 ponderado  = T1
T2 Pond\u00e9r\u00e9  = T2
PET WB
PET AC
WB CTAC
NAC
Dose Report
Screen Save
Key Images
Report
T12-L1 T2  = T2
T2 T12-L2  = T2
STIR T1-T12  = STIR
T1 T1-T6  = T1
AX T2 L4-S1  = T2
AX T1 C3-T1  = T1
T2 C2-T2  = T2
AX T2 T10-T12  = T2
T10-L3 T1 SAG  = T1
T7 lesion T1  = T1
T8 T2 AX  = T2
T1-L5 SAG T2  = T2
T1 WHOLE SPINE  = T1
T2 TOTAL SPINE  = T2
T1 SAG POST OP  = T1
T1 SAG post laminectomy  = T1
T1 POSTERIOR  = T1
T1 prone  = T1
T1 repeat  = T1
T1 SAG MOTION  = T1
T2 SAG REPEAT  = T2
NOT FOR DX T1  = |T1
"""


def sequenceNames() -> list[tuple[str, tuple[str, ...]]]:
    """Return each name with the roles that are right for it, "" for none."""
    found = []
    for line in filter(None, _TABLE.split("\n")):
        name, _, roles = line.partition("  = ")
        found.append((name.encode("ascii").decode("unicode_escape"), tuple(roles.split("|"))))
    return found
