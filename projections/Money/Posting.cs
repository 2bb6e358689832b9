namespace Supervision.Projections.Money;

/// <summary>In which role a body is accountable for what a posting says; city totals sum one role.</summary>
public enum Role
{
    /// <summary>The inspected body, also as the owner of a remediation (đối tượng).</summary>
    Subject,

    /// <summary>The body that the recording team member came from (cơ quan cử thành viên).</summary>
    Inspecting,

    /// <summary>The body that required a remediation and answers for it (cơ quan yêu cầu, nghiệm thu).</summary>
    Verifier,

    /// <summary>The body that assigned (cơ quan giao).</summary>
    Assigner,

    /// <summary>The body that leads an assignment (chủ trì).</summary>
    Lead,

    /// <summary>The body that owes an act by a day.</summary>
    Owing,

    /// <summary>The body whose act was recorded or refused.</summary>
    Acting,
}

/// <summary>What an account counts.</summary>
public enum Unit
{
    /// <summary>Đồng: double entry.</summary>
    Dong,

    /// <summary>Acts.</summary>
    Count,

    /// <summary>Days.</summary>
    Days,
}

/// <summary>Which running total a line moves.</summary>
public enum Direction
{
    /// <summary>The inflow grows by the amount; a reversal is a negative inflow.</summary>
    Inflow,

    /// <summary>The outflow grows by minus the amount.</summary>
    Outflow,
}

/// <summary>What a posting is about; nulls where it is not.</summary>
internal readonly record struct About(
    Guid? Finding = null, Guid? Inspection = null, Guid? Remediation = null, Guid? Assignment = null);

/// <summary>One line of an entry: the balance of the account (body, role, account) grows by the amount.</summary>
internal sealed record Posting(string Body, Role Role, string Account, Unit Unit, long Amount, Direction Direction,
    About About);
