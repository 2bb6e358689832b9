namespace Supervision.Projections.Counts;

/// <summary>The accounts that count acts or days, by the names that they are stored and asked for under.</summary>
public static class CountAccounts
{
    public const string FindingsRecorded = "findings_recorded";
    public const string FindingsConfirmed = "findings_confirmed";
    public const string ExplanationsGiven = "explanations_given";
    public const string DissentsRecorded = "dissents_recorded";

    public const string AssignmentsIssued = "assignments_issued";
    public const string AssignmentsDoneInTime = "assignments_done_in_time";
    public const string AssignmentsDoneLate = "assignments_done_late";

    /// <summary>Taken from a lead by reassigning, cancelling or replacing: issued − done − withdrawn is open.</summary>
    public const string AssignmentsWithdrawn = "assignments_withdrawn";

    /// <summary>Unit days: calendar days late of the assignments done late.</summary>
    public const string AssignmentDaysLate = "assignment_days_late";

    public const string RemediationsRequired = "remediations_required";
    public const string MeasuresRequired = "measures_required";
    public const string MeasuresDoneInTime = "measures_done_in_time";
    public const string MeasuresDoneLate = "measures_done_late";

    /// <summary>Unit days: calendar days late of the measures done late.</summary>
    public const string MeasureDaysLate = "measure_days_late";

    public const string SubmissionsMade = "submissions_made";
    public const string SubmissionsAnswered = "submissions_answered";
    public const string SubmissionsTurnedDown = "submissions_turned_down";

    /// <summary>Unit days: working days that the answers took.</summary>
    public const string AnswerWorkingDays = "answer_working_days";

    public const string DueDatesMoved = "due_dates_moved";
    /// <summary>By a new calendar; no extension.</summary>
    public const string DueDatesShifted = "due_dates_shifted";

    public const string ObligationsOpened = "obligations_opened";
    public const string ObligationsMet = "obligations_met";

    /// <summary>No longer expected: opened − met − ended is open.</summary>
    public const string ObligationsEnded = "obligations_ended";

    /// <summary>Standing misses: a cleared one is taken back by a negative inflow.</summary>
    public const string ObligationsMissed = "obligations_missed";

    public const string ObligationMissesCleared = "obligation_misses_cleared";
    public const string RemindersReceived = "reminders_received";
    public const string Escalations = "escalations";

    public const string CommandsRefused = "commands_refused";
    public const string LateRecordings = "late_recordings";

    /// <summary>Of the body whose act it was, whoever recorded it.</summary>
    public const string IrregularActs = "irregular_acts";
}
