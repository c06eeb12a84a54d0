"""A StudyClassifier for stacks of one-channel slices, with the interface of an image classifier.

So that studies are trained, judged and calibrated as images are: a stack stands where an image has channels.
"""

from torch import Tensor, nn

from medviewer.ai.networks.study_classifier import StudyClassifier, StudyOptions, StudyOutput


class StackClassifier(nn.Module):
    """Stacks (n, slices, rows, columns) in 0..1 to (n, labels) logits; slices of zeros are absent."""

    def __init__(self, options: StudyOptions) -> None:
        super().__init__()
        if options.image_channels != 1:
            raise ValueError("a stack's slices have one channel")
        self.study = StudyClassifier(options)

    def judged(self, stacks: Tensor) -> StudyOutput:
        """Logits with each slice's contribution."""
        present = stacks.flatten(2).amax(dim=2) > 0
        present[:, 0] |= ~present.any(dim=1)  # an empty stack has one empty slice
        output: StudyOutput = self.study(stacks[:, :, None], present)
        return output

    def pooled_features(self, stacks: Tensor) -> Tensor:
        """(n, d): the mean of the slices' features, by which stacks are compared."""
        return self.study.evidence(stacks[:, :, None]).features.mean(dim=1)

    def forward(self, stacks: Tensor) -> Tensor:
        return self.judged(stacks).logits
