"""Models on another machine, asked by the KServe v2 protocol (Open Inference Protocol) over HTTP.

    remote_worker   what `session` runs instead of the worker process
      → question    pixels and geometry as tensors, without identity
      → kserve      tensors as KServe v2 says, on an `exchange` that can be cancelled and is capped
    server: mlserver_runtime, triton_model → serving → `ai.worker.AnalysisHandler`
      → answer      findings and maps as tensors
    remote_worker ← answer_reading   the same findings, with this study's own UIDs

Nothing here listens: the server is somebody else's program (`repository` writes what it reads).
"""
