"""What the program tells of itself, joined for the session."""

from medviewer.jobs.runner import JobRunner
from medviewer.session.ai.self_testing import SelfTesting
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.session.support.fault_reporting import FaultReporting
from medviewer.session.support.licences import Licences
from medviewer.session.support.update_notes import UpdateNotes


class Support:
    """Licences of what is shipped, what is new, what helps to mend a fault."""

    def __init__(
        self,
        runner: JobRunner,
        preferences: Preferences,
        self_testing: SelfTesting,
        messages: Messages,
    ) -> None:
        self.licences = Licences(runner, messages)
        self.faults = FaultReporting(runner, preferences, self_testing, messages, messages)
        self.updates = UpdateNotes(preferences)
