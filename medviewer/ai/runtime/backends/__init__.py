"""Ways to run the same networks on a CPU: plain torch, another memory layout, half precision, ONNX Runtime.

`selftest` measures them on this computer → `choices` remembers the fastest that answers alike
→ `accelerating` prepares an `ImageModel` so when an analyzer loads it. Evaluation always uses plain torch.
"""
