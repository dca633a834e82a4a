"""EMHAssist library: signal-intensity ratios of spinal lesions and how likely they are extramedullary hematopoiesis.

Data flows one way: series and regions (Scene, or files read by Input) -> Measurement -> ratios -> findings
-> Likelihood -> Report and the readout in the viewer. Research use only.
"""

__version__ = "1.0.0"
