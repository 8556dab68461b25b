"""The rules of what the coach keeps."""

from keywho.server.store.retention.kept import Kept, Rules, rules

COACH: dict[str, Rules] = {
    "Notebook": rules(
        Kept.WITH_PERSON,
        id="number of the notebook",
        who="whose notebook",
        content="pitches, figures of rehearsals (never a sound), what they did of the ladder and the lessons: for themselves alone",
        changed_at="when it was last written in",
    ),
    "KeyQuestions": rules(
        Kept.WITH_PERSON,
        id="number of the questions",
        who="whose questions",
        about="for a talk with whom",
        purpose="what the talk is for, for themselves alone",
        questions="for themselves alone, until they share them in an invitation",
        changed_at="when they were last changed",
        used_at="when they went into an invitation",
    ),
}
