"""What a draft is called in the list of drafts."""

from desktop.services.drafts import TITLE, Draft
from ui.screens.register.form_names import form_name


def draft_name(draft: Draft) -> str:
    """``新增人员：张三``, or the dialog that it was typed into."""
    return draft.texts.get(TITLE) or form_name(draft.form, draft.texts)
