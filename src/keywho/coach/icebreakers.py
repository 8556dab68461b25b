"""First sentences for two who have never met. None asks for an employer; all can be answered in one breath."""

import zlib
from collections.abc import Sequence

ICEBREAKERS = {
    "en": (
        "What brought you here tonight?",
        "What would make this a good evening for you?",
        "Whom would you most like to meet? Maybe I know them.",
        "What could you talk about for hours?",
        "What went well for you this month?",
        "What do people ask you for help with?",
        "What did you learn lately that surprised you?",
        "If the next job were made for you, what would you do on its first day?",
        "Which work made you forget the time?",
        "What would you like to try that you have never done?",
        "Who helped you on your way, and how?",
        "What should I ask you about?",
    ),
    "de": (
        "Was hat Sie heute hergeführt?",
        "Was würde diesen Abend für Sie gut machen?",
        "Wen würden Sie am liebsten treffen? Vielleicht kenne ich jemanden.",
        "Worüber könnten Sie stundenlang reden?",
        "Was ist Ihnen diesen Monat gelungen?",
        "Wobei fragt man Sie um Hilfe?",
        "Was haben Sie zuletzt gelernt, das Sie überrascht hat?",
        "Wenn die nächste Stelle für Sie gemacht wäre: Was täten Sie am ersten Tag?",
        "Bei welcher Arbeit haben Sie die Zeit vergessen?",
        "Was würden Sie gern einmal versuchen?",
        "Wer hat Ihnen auf Ihrem Weg geholfen, und wie?",
        "Wonach sollte ich Sie fragen?",
    ),
    "es": (
        "¿Qué le ha traído aquí hoy?",
        "¿Qué haría de esta una buena velada para usted?",
        "¿A quién le gustaría conocer? Quizá yo conozca a alguien.",
        "¿De qué podría hablar durante horas?",
        "¿Qué le ha salido bien este mes?",
        "¿Para qué le piden ayuda los demás?",
        "¿Qué ha aprendido últimamente que le sorprendiera?",
        "Si el próximo trabajo fuera hecho para usted, ¿qué haría el primer día?",
        "¿Con qué trabajo se le ha pasado el tiempo volando?",
        "¿Qué le gustaría probar que nunca haya hecho?",
        "¿Quién le ayudó en su camino, y cómo?",
        "¿Sobre qué debería preguntarle?",
    ),
}
"""By language."""


def icebreaker(language: str, who: str, others: Sequence[str], round_no: int) -> str:
    """Give a first sentence; those who meet have the same one, and it changes from round to round."""
    known = ICEBREAKERS.get(language, ICEBREAKERS["en"])
    group = "\0".join(sorted((who, *others)))
    return known[(zlib.crc32(group.encode()) + round_no) % len(known)]
