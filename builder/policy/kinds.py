"""The kinds of problem that a provider's policy file can have."""

from builder.problems import Kind, Severity

PO101 = Kind(
    code="PO101",
    title="Policy file not readable",
    says="The policy file cannot be read: {reason}.",
    remedy="Correct that line of policy.yml; until then the shipped limits stand.",
    severity=Severity.ERROR,
)
PO102 = Kind(
    code="PO102",
    title="Policy entry not understood",
    says="The entry {entry} of the policy file is not understood: {reason}.",
    remedy="Correct or remove the entry {entry} in policy.yml.",
    severity=Severity.ERROR,
)
PO201 = Kind(
    code="PO201",
    title="Override of an unknown threshold",
    says="There is no threshold called {threshold}.",
    remedy="Take the threshold's id from the list that “portal policy” prints.",
    severity=Severity.ERROR,
)
PO202 = Kind(
    code="PO202",
    title="Override value of another kind",
    says="The value {value} does not fit the threshold {threshold}.",
    remedy="Enter {wanted}.",
    severity=Severity.ERROR,
)
PO203 = Kind(
    code="PO203",
    title="Override without a reason",
    says="The override of {threshold} gives no reason, so the shipped value stands.",
    remedy="Add a reason to the override.",
    severity=Severity.ERROR,
)
PO204 = Kind(
    code="PO204",
    title="Threshold overridden twice",
    says="The threshold {threshold} is overridden more than once; the first override stands.",
    remedy="Keep one override of {threshold}.",
    severity=Severity.WARNING,
)
PO205 = Kind(
    code="PO205",
    title="Weekdays not usable",
    says="The entry {entry} holds no usable weekdays.",
    remedy="Enter weekdays by their English names, such as Tuesday, and leave one day open.",
    severity=Severity.ERROR,
)
PO206 = Kind(
    code="PO206",
    title="Unknown theme family",
    says="The theme family {family} is not known.",
    remedy="Put the words under one of: {known}.",
    severity=Severity.ERROR,
)
