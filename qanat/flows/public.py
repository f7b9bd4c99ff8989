"""What the edges may use of the flows."""

from qanat.flows.activity import call_made, meeting_made, meeting_over
from qanat.flows.bulk import MOST_AT_ONCE, Deed, do_to_many, in_sets
from qanat.flows.bulk_all import begin_for_all, begin_undo_for_all
from qanat.flows.conversion import (
    AccountChoice,
    Converted,
    KnownAccount,
    KnownOpportunity,
    NewAccount,
    NewOpportunity,
    OpportunityChoice,
    convert,
)
from qanat.flows.entry_by_hand import add_person, edit_person, move_status
from qanat.flows.file_reading import Told
from qanat.flows.founding import Founded, found
from qanat.flows.giving import give_to
from qanat.flows.happenings import Happening, add_events
from qanat.flows.hosted_forms import FormSending, hand_in
from qanat.flows.importing import Imported, import_leads
from qanat.flows.mailing import Letter, write_to
from qanat.flows.noticing import tell_import_finished
from qanat.flows.person_file import PersonFile, person_file
from qanat.flows.processing import intake_turn, process
from qanat.flows.reception import receive_for_later, receive_now
from qanat.flows.rehearsing import begin_undo, continue_import, match_columns, start_import
from qanat.flows.rescoring import (
    Rescoring,
    begin_switch,
    rescore_everybody,
    score_and_qualify,
    switch_model,
    switching,
)
from qanat.flows.road.enrol import FIRST_RESPONSE
from qanat.flows.road.payload import Payload, payload_faults
from qanat.flows.selling import Lost, Recycle, lose, open_opportunity, win
from qanat.flows.story import (
    Chapter,
    Story,
    StoryCursor,
    StoryEntry,
    story_of,
    story_of_account,
)
from qanat.flows.undoing import Retraction, undo_deed, undo_deeds, undo_import
from qanat.flows.uploading import begin_import
from qanat.flows.zoho.bringing import Brought, import_zoho

__all__ = [
    "FIRST_RESPONSE",
    "MOST_AT_ONCE",
    "AccountChoice",
    "Brought",
    "Chapter",
    "Converted",
    "Deed",
    "FormSending",
    "Founded",
    "Happening",
    "Imported",
    "KnownAccount",
    "KnownOpportunity",
    "Letter",
    "Lost",
    "NewAccount",
    "NewOpportunity",
    "OpportunityChoice",
    "Payload",
    "PersonFile",
    "Recycle",
    "Rescoring",
    "Retraction",
    "Story",
    "StoryCursor",
    "StoryEntry",
    "Told",
    "add_events",
    "add_person",
    "begin_for_all",
    "begin_import",
    "begin_switch",
    "begin_undo",
    "begin_undo_for_all",
    "call_made",
    "continue_import",
    "convert",
    "do_to_many",
    "edit_person",
    "found",
    "give_to",
    "hand_in",
    "import_leads",
    "import_zoho",
    "in_sets",
    "intake_turn",
    "lose",
    "match_columns",
    "meeting_made",
    "meeting_over",
    "move_status",
    "open_opportunity",
    "payload_faults",
    "person_file",
    "process",
    "receive_for_later",
    "receive_now",
    "rescore_everybody",
    "score_and_qualify",
    "start_import",
    "story_of",
    "story_of_account",
    "switch_model",
    "switching",
    "tell_import_finished",
    "undo_deed",
    "undo_deeds",
    "undo_import",
    "win",
    "write_to",
]
