"""Kinds of readers, from the policy's documents."""

from builder.policy.document import AudienceDocument
from builder.policy.policy import Audience


def audience_of(id: str, document: AudienceDocument) -> Audience:
    """An audience from its document."""
    return Audience(
        id=id,
        title=document.title,
        sees_confidential=document.sees_confidential,
        sees_names=document.sees_names,
        sees_personal_data=document.sees_personal_data,
        services=tuple(document.services),
        fields=(
            {sheet: tuple(names) for sheet, names in document.fields.items()}
            if document.fields is not None
            else None
        ),
        suppress_below=document.suppress_below,
    )
