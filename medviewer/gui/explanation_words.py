"""Methods of explanation in a reader's words."""

from medviewer.words import Message, message

CLASS_MAP, GRAD_CAM = "class map", "Grad-CAM"
METHODS = {
    CLASS_MAP: message("Explanation", "Class-activation map"),
    GRAD_CAM: message("Explanation", "Grad-CAM"),
    "integrated gradients": message("Explanation", "Integrated gradients"),
    "occlusion": message("Explanation", "Occlusion"),
    "attention rollout": message("Explanation", "Where information was pooled"),
}


def method_words(method: str) -> Message:
    return METHODS.get(method, message("Explanation", "{method}", method=method))
