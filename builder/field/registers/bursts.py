"""Registers B2.1 to B2.5: what a burst drew, what its reviews, visits and retests found."""

from builder.field.pages import EVIDENCE_PAGE
from builder.field.registers.figure import PERCENT, Figure, RegisterKind


class BurstSampler(RegisterKind):
    """What was drawn, and from which actions."""

    id, name, page = "B2.1", "burst-validation sampler", EVIDENCE_PAGE
    counts = ("Burst samples",)

    selected = Figure("Files drawn")
    from_high_risk = Figure("From high-risk actions")
    from_newly_closed = Figure("From newly closed actions")


class EvidenceValidity(RegisterKind):
    """What the reviews of the files found."""

    id, name, page = "B2.2", "evidence-validity review", EVIDENCE_PAGE
    counts = ("Validity reviews",)

    matching_practice = Figure("Match live practice")
    outdated_source = Figure("Source out of date")
    lacking_outcome_proof = Figure("No proof of outcome")
    invalid = Figure("Invalid evidence files", rule="invalid_evidence")


class LiveProofComparison(RegisterKind):
    """Care records against what staff were seen to do."""

    id, name, page = "B2.3", "live-proof comparison", EVIDENCE_PAGE
    counts = ("Live proof",)

    steps_observed = Figure("Practice steps observed")
    records_matching = Figure()
    records_checked = Figure()
    staff_prompts = Figure()
    match_percent = Figure("Record match", PERCENT, "record_match")
    revisit_match_percent = Figure("Record match when visited again", PERCENT)


class CompetenceRetests(RegisterKind):
    """Each person's latest retest."""

    id, name, page = "B2.4", "competence retest matrix", EVIDENCE_PAGE
    counts = ("Retests",)

    stages_correct = Figure()
    stages_tested = Figure()
    critical_omissions = Figure()
    repeated_omissions = Figure()
    coaching_minutes = Figure()
    staff_retested = Figure()
    average_percent = Figure("Competence after retest", PERCENT, "retest_average")


class BurstClosure(RegisterKind):
    """What was reopened, what was accepted, and what is still a risk."""

    id, name, page = "B2.5", "burst-cycle closure log", EVIDENCE_PAGE
    counts = ("Burst cycles", "Validity reviews", "Live proof", "Retests")

    reinstated = Figure("Actions reinstated")
    accepted_after_correction = Figure()
    residual_risks = Figure("Residual evidence risks", rule="residual_evidence_risks")
