using Supervision.Domain;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using Supervision.Projections.Counts;
using Supervision.Projections.Money;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class AShiftOfADueDay : ProjectedLedger
{
    private static readonly AssignmentId T07 = new(Id("T-07"));

    [Fact]
    public async Task moves_the_register_is_no_extension_and_counts_apart()
    {
        var size = await ProjectAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(24, 11)),
            Shifted(T07.AsStream(), "product", ObligationKind.SubmitProduct, "SYT", D(24, 11), D(25, 11))]);

        var row = (await Views.Obligations.OfCaseAsync(T07.AsStream(), size)).Single(o => o.Name == "product");
        (row.Due, row.OriginalDue, row.Shifts, row.Moves, row.Provisional)
            .ShouldBe((D(25, 11), D(24, 11), 1, 0, true));
        (await Views.Assignments.OneAsync(T07.Value, size))!.Due.ShouldBe(D(25, 11));
        var figures = await Views.Accounts.FiguresAsync("SYT", size);
        figures.Single(f => f.Key == CountAccounts.DueDatesShifted && f.Role == Role.Owing).Value.ShouldBe(1);
        figures.ShouldNotContain(f => f.Key == CountAccounts.DueDatesMoved && f.Value > 0);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task moves_the_end_of_a_fieldwork_the_days_to_explain_and_the_acknowledgement_in_their_registers()
    {
        var size = await ProjectAsync([.. Setting(), .. Fieldwork(), .. Confirmation(), Required(),
            Shifted(F1.AsStream(), "explain", ObligationKind.ExplainFinding, "BV-A", D(3, 7), D(6, 7)),
            Shifted(Inspection.AsStream(), "fieldwork", ObligationKind.EndFieldwork, "SYT", D(23, 6), D(24, 6)),
            Shifted(Remediation.AsStream(), "acknowledge", ObligationKind.AcknowledgeRemediation, "BV-A", D(17, 7),
                D(20, 7))]);

        (await Views.Inspections.OneAsync(Inspection.Value, size))!.EndsBy.ShouldBe(D(24, 6));
        (await Views.Findings.OfInspectionAsync(Inspection.Value, size)).Single(f => f.Code == "F1").ExplainBy
            .ShouldBe(D(6, 7));
        (await Views.Remediations.OfInspectionAsync(Inspection.Value, size)).Single().AcknowledgeBy.ShouldBe(D(20, 7));
        await ShouldEqualARebuildAsync();
    }

    private static Act Shifted(string stream, string key, ObligationKind kind, string body, DateOnly from,
        DateOnly to) => new(D(20, 7), body, [new(stream, new ObligationEvent.DeadlineShifted(key, kind, new(body), from,
            new Deadline(to, "set", 0, true), 2, "Lịch mới", Document("1200/QĐ-UBND", D(1, 7))))])
        { Policy = "calendar" };
}
