using Supervision.Domain;
using Supervision.Projections.Counts;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class TheTrail : ProjectedLedger
{
    [Fact]
    public async Task flags_a_documented_act_recorded_more_than_three_working_days_late_and_counts_it_once()
    {
        var acts = Fieldwork().ToList();
        // Decided on Tuesday 02/06 and recorded on Monday 08/06: four working days after.
        var late = acts[0] with
        {
            RecordedOn = D(8, 6),
            Events = [.. acts[0].Events, new("docno/UBND-TP/QĐ-UBND/2026/1234",
                new DocumentEvent.NumberTaken("1234/QĐ-UBND", new("UBND-TP"), D(2, 6), new string('a', 64)))],
        };
        var size = await ProjectAsync([.. Setting(), late]);
        var feed = await Views.Trail.OfCaseAsync(Inspection.AsStream(), size);
        feed.Select(a => (a.Late, a.DaysAfter, a.WorkingDaysAfter, a.OpensCommand))
            .ShouldBe([(true, 6, 4, false), (true, 6, 4, true)]);
        feed[1].DocumentNumber.ShouldBe("1234/QĐ-UBND");
        (await Views.Accounts.FiguresAsync("UBND-TP", size))
            .Single(f => f.Key == CountAccounts.LateRecordings).Value.ShouldBe(1);
    }

    [Fact]
    public async Task lets_three_working_days_pass_unflagged()
    {
        var size = await ProjectAsync([.. Setting(), Fieldwork().First() with { RecordedOn = D(5, 6) }]);
        (await Views.Trail.OfCaseAsync(Inspection.AsStream(), size)).Single().Late.ShouldBeFalse();
    }

    [Fact]
    public async Task puts_a_voucher_into_the_case_of_its_remediation_and_a_refusal_into_none()
    {
        var refused = RefusalCount.Stream(Officer("SYT"), D(20, 7));
        var size = await ProjectAsync([.. Setting(), .. Fieldwork(), .. Confirmation(), Required(),
            new Act(D(30, 7), "BV-A", [new(Domain.Remediations.UsedVoucher.Stream(new("BV-A"), "GN-1"),
                new Domain.Remediations.VoucherEvent.VoucherUsed(new("BV-A"), "GN-1", Remediation))]),
            new Act(D(30, 7), "SYT", [new(refused, new RefusalEvent.CommandRefused("remediation.AcceptRemediation",
                "remediation.own_finding", "Supervision", "", Remediation.AsStream()))])]);
        (await Views.Trail.OfStreamAsync("voucher/BV-A/GN-1", size)).Single().CaseStream
            .ShouldBe(Inspection.AsStream());
        (await Views.Trail.OfStreamAsync(refused, size)).Single().CaseStream.ShouldBeNull();
        (await Views.Accounts.FiguresAsync("SYT", size))
            .Single(f => f.Key == CountAccounts.CommandsRefused).Value.ShouldBe(1);
    }
}
