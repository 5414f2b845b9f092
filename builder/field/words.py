"""The words that cells may hold, as managers see them in the drop-downs."""

from enum import StrEnum


class ServiceType(StrEnum):
    """The kind of service."""

    RESIDENTIAL = "Residential"
    NURSING = "Nursing"
    SUPPORTED_LIVING = "Supported living"
    DOMICILIARY = "Domiciliary"
    EXTRA_CARE = "Extra care"
    DAY_SERVICE = "Day service"


class Role(StrEnum):
    """A role of the People sheet; policy tells roles, never people."""

    REGISTERED_MANAGER = "Registered Manager"
    DEPUTY_MANAGER = "Deputy Manager"
    GOVERNANCE_COORDINATOR = "Governance Coordinator"
    OPERATIONS_MANAGER = "Operations Manager"
    NOMINATED_INDIVIDUAL = "Nominated Individual"
    QUALITY_ASSURANCE_LEAD = "Quality Assurance Lead"
    CLINICAL_LEAD = "Clinical Lead"
    UNIT_MANAGER = "Unit Manager"
    LEARNING_AND_DEVELOPMENT_LEAD = "Learning and Development Lead"
    COMPLIANCE_MANAGER = "Compliance Manager"
    PERFORMANCE_ANALYST = "Performance Analyst"
    RESIDENT_EXPERIENCE_LEAD = "Resident Experience Lead"
    PROVIDER_DIRECTOR = "Provider Director"
    TEAM_LEADER = "Team Leader"
    SHIFT_LEAD = "Shift Lead"
    HR = "HR"
    SENIOR_LEADERSHIP = "Senior Leadership"
    ACTION_OWNER = "Action owner"


class ActionSource(StrEnum):
    """Where an action came from."""

    AUDIT = "Audit"
    INCIDENT = "Incident"
    COMPLAINT = "Complaint"
    FEEDBACK = "Feedback"
    INSPECTION = "Inspection"
    ENFORCEMENT_NOTICE = "Enforcement notice"
    RISK_REGISTER = "Risk register"
    MAINTENANCE = "Maintenance"
    WORKFORCE = "Workforce"
    SELF_ASSESSMENT = "Self-assessment"
    OTHER = "Other"


class ValidationMethod(StrEnum):
    """How completion is checked."""

    AUDIT = "Audit"
    OBSERVATION = "Observation"
    RECORDS_CHECK = "Records check"
    FEEDBACK = "Feedback"
    EXTERNAL_REVIEW = "External review"
    DATA = "Data"


class Status(StrEnum):
    """What the manager claims of a line."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    PROPOSED_FOR_CLOSURE = "Proposed for closure"
    CLOSED = "Closed"
    CANCELLED = "Cancelled"


class ProposedOutcome(StrEnum):
    """What a proposed closure claims."""

    RESOLVED = "Resolved"
    PARTLY_RESOLVED = "Partly resolved"
    TRANSFERRED = "Transferred"
    SUPERSEDED = "Superseded"


class StepKind(StrEnum):
    """What a step of an action is."""

    SUPERVISION = "Supervision"
    COMPETENCY_CHECK = "Competency check"
    TRAINING = "Training"
    REPAIR = "Repair"
    INTERIM_CONTROL = "Interim control"
    RECRUITMENT = "Recruitment"
    RETENTION = "Retention"
    AGENCY_COVER = "Agency cover"
    COMMUNICATION = "Communication"
    OTHER = "Other"


class RecordedIn(StrEnum):
    """A place where a step is written down."""

    SUPERVISION_LOG = "Supervision log"
    TRAINING_RECORD = "Training record"
    ACTION_TRACKER = "Action tracker"
    MAINTENANCE_LOG = "Maintenance log"
    DAILY_NOTES = "Daily notes"
    COMMUNICATION_SYSTEM = "Communication system"
    ROTA = "Rota"
    OPERATIONAL_PLAN = "Operational plan"
    STAFF_FEEDBACK_LOG = "Staff feedback log"


class CheckKind(StrEnum):
    """How a follow-up check was made."""

    AUDIT = "Audit"
    OBSERVATION = "Observation"
    RECORDS_CHECK = "Records check"


class SourceSeen(StrEnum):
    """What a review looked at."""

    AUDIT_RESULTS = "Audit results"
    INCIDENT_DATA = "Incident data"
    STAFF_FEEDBACK = "Staff feedback"
    SERVICE_USER_OUTCOMES = "Service user outcomes"
    MAINTENANCE_RECORDS = "Maintenance records"
    MISSED_VISITS = "Missed visits"
    COMPLAINTS = "Complaints"


class ReviewDecision(StrEnum):
    """What a review decided."""

    CONTINUE = "Continue"
    EXTEND_MONITORING = "Extend monitoring"
    PROPOSE_CLOSURE = "Propose closure"


class Better(StrEnum):
    """Which way a measure improves."""

    LOWER = "Lower"
    HIGHER = "Higher"


class Phase(StrEnum):
    """Whether a measure is from before or after."""

    BASELINE = "Baseline"
    FOLLOW_UP = "Follow-up"


class RiskState(StrEnum):
    """Whether a risk is open."""

    OPEN = "Open"
    CLOSED = "Closed"


class RiskWord(StrEnum):
    """The band of a line for which no score is typed."""

    LOW = "Low"
    MODERATE = "Moderate"
    HIGH = "High"
    EXTREME = "Extreme"


class KeyQuestion(StrEnum):
    """Which of the regulator's five questions a line answers."""

    SAFE = "Safe"
    EFFECTIVE = "Effective"
    CARING = "Caring"
    RESPONSIVE = "Responsive"
    WELL_LED = "Well-led"


class FindingKind(StrEnum):
    """What was found."""

    AUDIT_FINDING = "Audit finding"
    MEDICATION_ERROR = "Medication error"
    ENVIRONMENTAL_HAZARD = "Environmental hazard"
    STAFFING_GAP = "Staffing gap"
    MISSED_VISIT = "Missed visit"
    INCIDENT = "Incident"


class Severity(StrEnum):
    """How grave a finding is; blank is treated as High until set."""

    LOW = "Low"
    MODERATE = "Moderate"
    HIGH = "High"
    EXTREME = "Extreme"


class NoticeOutcome(StrEnum):
    """What the regulator decided of a notice."""

    MET = "Met"
    NOT_MET = "Not met"
    WITHDRAWN = "Withdrawn"


class ServedBy(StrEnum):
    """How a notice was served."""

    EMAIL = "Email"
    POST = "Post"
    HAND = "Hand"


class Stratum(StrEnum):
    """Why a file was drawn."""

    HIGH_RISK = "High-risk"
    NEWLY_CLOSED = "Newly closed"
    BOTH = "Both"
    OTHER = "Other"


class PanelOutcome(StrEnum):
    """What a closure panel decided."""

    APPROVED = "Approved"
    DEFERRED = "Deferred"
    REJECTED = "Rejected"


class SessionKind(StrEnum):
    """A kept meeting or review."""

    BOARD_OPENED = "Board opened"
    PRIORITISATION_MEETING = "Prioritisation meeting"
    INTEGRITY_REVIEW = "Integrity review"
    END_OF_DAY_REVIEW = "End-of-day review"
    CHALLENGE_SESSION = "Challenge session"
    RECOVERY_REVIEW = "Recovery review"
    GATE_REVIEW = "Gate review"
    ROTA_REVIEW = "Rota review"
