using System.Globalization;
using Supervision.Domain.Remediations;

namespace Supervision.Projections.Remediations;

/// <summary>A remediation; amounts in đồng.</summary>
public sealed record RemediationRow
{
    public required Guid Id { get; init; }
    public required Guid Inspection { get; init; }
    public required string Code { get; init; }
    public required string RequiringBody { get; init; }
    public required string Owner { get; init; }
    public required string Receiver { get; init; }
    public required IReadOnlyList<Guid> Findings { get; init; }
    public required DateOnly RequiredOn { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }
    public required long Recoverable { get; init; }

    /// <summary>Reported as paid by the owner, confirmed or not.</summary>
    public required long Reported { get; init; }

    /// <summary>Confirmed by the receiver: only this is recovered.</summary>
    public required long Confirmed { get; init; }
    public required long Outstanding { get; init; }
    public required DateOnly AcknowledgeBy { get; init; }
    public DateOnly? AcknowledgedOn { get; init; }

    /// <summary>Whether every measure was met.</summary>
    public required bool Done { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>A measure, with what its status follows from; amounts in đồng.</summary>
public sealed record MeasureRow
{
    public required Guid Remediation { get; init; }
    public required Guid Inspection { get; init; }
    public required int Number { get; init; }
    public required MeasureKind Kind { get; init; }
    public required string Text { get; init; }
    public long? Amount { get; init; }
    public required DateOnly Due { get; init; }
    public required DateOnly OriginalDue { get; init; }
    public required int Moves { get; init; }
    public required long Reported { get; init; }
    public required long Confirmed { get; init; }

    /// <summary>Since when a submission waits for its answer.</summary>
    public DateOnly? PendingSince { get; init; }

    /// <summary>Day of the act that was good enough: the accepted submission, the completing payment.</summary>
    public DateOnly? MetOn { get; init; }

    /// <summary>Calendar days, 0 in time; null until met.</summary>
    public int? DaysLate { get; init; }

    /// <summary>Day of the last acceptance, rejection or confirmation.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>Working days from the act to that answer, by the calendar known when it was recorded.</summary>
    public int? AnswerWorkingDays { get; init; }
    public required int Rejections { get; init; }
    public required bool Missed { get; init; }
    public required bool MissCleared { get; init; }
    public required bool Escalated { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }

    /// <summary>The day's status, e.g. "báo hoàn thành quá hạn 20 ngày; xác nhận sau 1 ngày làm việc".</summary>
    public string Status(DateOnly today, CultureInfo culture) => MeasureStatus.Of(this, today, culture);
}

/// <summary>A payment as reported by the debtor, and whether the receiver confirmed it; amounts in đồng.</summary>
public sealed record PaymentRow
{
    public required Guid Remediation { get; init; }
    public required Guid Inspection { get; init; }
    public required int Measure { get; init; }
    public required string Voucher { get; init; }
    public required DateOnly PaidOn { get; init; }
    public required long Amount { get; init; }

    /// <summary>The findings that it settles; the amounts are theirs, in their order.</summary>
    public required IReadOnlyList<Guid> Findings { get; init; }
    public required IReadOnlyList<long> Amounts { get; init; }

    /// <summary>Of the voucher.</summary>
    public required string Sha256 { get; init; }
    public required long ReportedIndex { get; init; }
    public DateOnly? ConfirmedOn { get; init; }

    /// <summary>Entry that confirmed it; null while only reported.</summary>
    public long? ConfirmedIndex { get; init; }
}

/// <summary>The remediations of inspections, their measures and their payments.</summary>
public sealed class RemediationRegister
{
    private readonly Queries queries;

    internal RemediationRegister(Queries queries) => this.queries = queries;

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<RemediationRow>> OfInspectionAsync(Guid inspection, long asOf,
        CancellationToken ct = default) => queries.ListAsync<RemediationRow>(
            OfInspection("remediation", "required_on, key"), new { inspection, asOf }, ct);

    public Task<RemediationRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.ThingAsync<RemediationRow>("remediation", id, asOf, ct);

    /// <summary>The measures of all remediations of an inspection, by remediation and number.</summary>
    public Task<IReadOnlyList<MeasureRow>> MeasuresAsync(Guid inspection, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<MeasureRow>(OfInspection("measure", "remediation, number"), new { inspection, asOf }, ct);

    /// <summary>The payments of all remediations of an inspection, in the order of their reporting.</summary>
    public Task<IReadOnlyList<PaymentRow>> PaymentsAsync(Guid inspection, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<PaymentRow>(OfInspection("payment", "reported_index"), new { inspection, asOf }, ct);

    private static string OfInspection(string table, string order) =>
        Queries.Standing(table, "inspection = @inspection", order);
}
