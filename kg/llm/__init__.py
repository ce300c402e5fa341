"""Language models as readers of texts, through any endpoint that speaks the OpenAI chat-completions protocol.

In: documents, the registry, perhaps the user's codebook. Out: records that each quote the text, and what was refused:
quotes that are not in it, unknown types, answers that are none. What was answered is kept in a folder, so that nothing
is asked twice. How good a model reads is not judged here; nothing is repaired by guessing.

    settings < spending · cache · endpoint · schema · pieces < chat · prompt · answers · merging < reader
"""

from kg.llm.merging import combine
from kg.llm.reader import LanguageModel, Reading
from kg.llm.settings import Prices, Settings
from kg.llm.spending import Spending

__all__ = ["LanguageModel", "Prices", "Reading", "Settings", "Spending", "combine"]
