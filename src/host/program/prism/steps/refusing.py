"""What the server's refusal of something that root does means."""

from errno import EACCES, EPERM, EROFS

from prism.core.steps import Wrong


def volume_refuses(error: "int | None", words: bytes) -> Wrong:
    """Root is refused nothing, unless the server takes root for nobody, or the volume for read-only."""
    if error in (EPERM, EACCES):
        return Wrong("root-squashed", words)
    if error == EROFS:
        return Wrong("read-only", words)
    return Wrong("step-failed", words)
