using Supervision.Projections.Money;
using static Supervision.Projections.Tests.Given;
using InspectionEvent = Supervision.Domain.Inspections.InspectionEvent;
using InspectionStage = Supervision.Domain.Inspections.InspectionStage;

namespace Supervision.Projections.Tests;

/// <summary>S4, S5 and the offset of S6: 264,294,000 proposed, all that could be recovered is.</summary>
public sealed class MoneyOfAJointInspection : ProjectedLedger
{
    private long size;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        size = await ProjectAsync(Whole());
    }

    [Theory]
    [InlineData(Role.Subject, "BV-A", "proposed", 264_294_000)]
    [InlineData(Role.Subject, "BV-A", "explained", 29_952_000)]
    [InlineData(Role.Subject, "BV-A", "confirmed", 234_342_000)]
    [InlineData(Role.Subject, "BV-A", "offset", 21_840_000)]
    [InlineData(Role.Subject, "BV-A", "recoverable", 212_502_000)]
    [InlineData(Role.Subject, "BV-A", "reported", 212_502_000)]
    [InlineData(Role.Subject, "BV-A", "recovered", 212_502_000)]
    [InlineData(Role.Subject, "BV-A", "outstanding", 0)]
    [InlineData(Role.Inspecting, "BHXH", "proposed", 128_544_000)]
    [InlineData(Role.Inspecting, "BHXH", "recovered", 76_752_000)]
    [InlineData(Role.Inspecting, "STC", "recovered", 49_450_000)]
    [InlineData(Role.Inspecting, "SYT", "recovered", 86_300_000)]
    [InlineData(Role.Verifier, "SYT", "recoverable", 212_502_000)]
    [InlineData(Role.Verifier, "SYT", "recovered", 212_502_000)]
    [InlineData(Role.Verifier, "SYT", "outstanding", 0)]
    [InlineData(Role.Subject, "BV-A", "measures_done_in_time", 1)]
    [InlineData(Role.Subject, "BV-A", "measures_done_late", 1)]
    [InlineData(Role.Subject, "BV-A", "measure_days_late", 20)]
    [InlineData(Role.Subject, "BV-A", "findings_recorded", 3)]
    [InlineData(Role.Verifier, "SYT", "submissions_answered", 2)]
    [InlineData(Role.Verifier, "SYT", "submissions_turned_down", 1)]
    [InlineData(Role.Owing, "BV-A", "obligations_missed", 2)]
    public async Task has_the_headline_figure_and_the_postings_behind_it(Role role, string body, string key, long value)
    {
        var figures = await Views.Accounts.FiguresAsync(body, size);
        figures.Single(f => f.Role == role && f.Key == key).Value.ShouldBe(value);
        var postings = await Views.Accounts.PostingsAsync(body, role, key, size);
        postings.Sum(p => p.Amount).ShouldBe(value);
        foreach (var posting in postings)
            (await Store.ReadEntryAsync(posting.EntryIndex, None))!.Type.ShouldBe(posting.Type);
    }

    [Fact]
    public async Task sums_to_zero_in_every_entry_and_role()
    {
        (await ScalarAsync<long>("""
            select count(*) from (select from views.posting where unit = 'dong'
            group by entry_index, body, role having sum(amount) <> 0) x
            """)).ShouldBe(0);
        (await ScalarAsync<long>("select count(distinct entry_index) from views.posting where unit = 'dong'"))
            .ShouldBe(13);
    }

    [Fact]
    public async Task takes_an_offset_back_from_the_inflow_of_recoverable()
    {
        var offset = (await Views.Accounts.PostingsAsync("BV-A", Role.Subject, Accounts.Offset, size)).Single();
        var lines = await Views.Accounts.OfEntryAsync(offset.EntryIndex);
        var recoverable = lines.Single(l => l is { Role: Role.Subject, Account: Accounts.Recoverable });
        recoverable.Direction.ShouldBe(Direction.Inflow);
        recoverable.Amount.ShouldBe(-21_840_000);
        recoverable.InflowAfter.ShouldBe(212_502_000);
        recoverable.OutflowAfter.ShouldBe(0);
    }

    [Fact]
    public async Task is_known_on_30_June_as_it_was_then()
    {
        var then = await Views.KnownByAsync(D(30, 6));
        then.Size.ShouldBeLessThan(size);
        (await Views.Findings.OneAsync(F1.Value, then.Size))!.Proposed.ShouldBe(128_544_000);
        (await Views.Findings.OneAsync(F1.Value, size))!.Proposed.ShouldBe(98_592_000);
        (await Views.Findings.OneAsync(F1.Value, size))!.Recoverable.ShouldBe(76_752_000);
        var flow = await Views.Accounts.OfInspectionAsync(Inspection.Value, then.Size);
        flow.Single(f => f.Account == Accounts.Proposed).Balance.ShouldBe(264_294_000);
        flow.ShouldNotContain(f => f.Account == Accounts.Confirmed);
        (await Views.KnownByAsync(D(30, 11, 2025))).Size.ShouldBe(0);
    }

    [Fact]
    public async Task flows_the_same_through_the_inspection_and_the_city()
    {
        var inspection = await Views.Accounts.OfInspectionAsync(Inspection.Value, size);
        (await Views.Accounts.OfCityAsync(size)).ShouldBe(inspection);
        inspection.Sum(f => f.Balance).ShouldBe(0);
        inspection.Select(f => f.Account).ShouldBe(
            ["found", "proposed", "explained", "confirmed", "offset", "recoverable", "reported", "recovered"]);
    }

    [Fact]
    public async Task keeps_dissents_payments_and_measures_in_registers()
    {
        var dissent = (await Views.Findings.DissentsAsync(Inspection.Value, size)).Single();
        dissent.OwnAmount.ShouldBe(71_200_000);
        dissent.ResolvedOn.ShouldBe(D(10, 7));
        (await Views.Findings.OneAsync(F1.Value, size))!.Quantity.ShouldBe(316);
        (await Views.Findings.OfInspectionAsync(Inspection.Value, size)).Count.ShouldBe(3);
        var payments = await Views.Remediations.PaymentsAsync(Inspection.Value, size);
        payments.Select(p => p.ConfirmedOn).ShouldBe([D(31, 7), D(13, 8)]);
        payments[1].Amounts.ShouldBe([26_202_000, 86_300_000]);
        var remediation = (await Views.Remediations.OfInspectionAsync(Inspection.Value, size)).Single();
        (remediation.Outstanding, remediation.Done, remediation.AcknowledgedOn).ShouldBe((0, true, D(20, 7)));
        var inspection = await Views.Inspections.OneAsync(Inspection.Value, size);
        (inspection!.Findings, inspection.Remediations).ShouldBe((3, 1));
    }

    [Fact]
    public async Task stays_what_it_is_when_the_case_is_closed()
    {
        var closed = await ProjectAsync([Act(D(4, 9), "UBND-TP", Inspection,
            new InspectionEvent.InspectionClosed(new(234_342_000), new(212_502_000)))]);
        var before = await Views.Inspections.OneAsync(Inspection.Value, size);
        var after = await Views.Inspections.OneAsync(Inspection.Value, closed);
        before!.ClosedOn.ShouldBeNull();
        (after!.Stage, after.ClosedOn).ShouldBe((InspectionStage.Closed, D(4, 9)));
        (await Views.Accounts.OfInspectionAsync(Inspection.Value, closed)).ShouldBe(
            await Views.Accounts.OfInspectionAsync(Inspection.Value, size));
    }

    [Fact]
    public async Task leaves_an_activity_feed_of_the_whole_case()
    {
        var feed = await Views.Trail.OfCaseAsync(Inspection.AsStream(), size);
        feed.Count.ShouldBe(33);
        feed.Select(a => a.EntryIndex).ShouldBeInOrder(SortDirection.Descending);
        feed[0].Recorded.Event.ShouldBeOfType<Domain.Remediations.RemediationEvent.RemediationAccepted>();
        (await Views.Officers.NamesAsync([Guid.Parse(feed[0].Actor)], size)).Values.ShouldBe(["Nguyễn Văn SYT"]);
        (await Views.Trail.OfCaseAsync(Inspection.AsStream(), size, before: feed[^2].EntryIndex)).Single()
            .EntryIndex.ShouldBe(feed[^1].EntryIndex);
    }
}
