using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using Supervision.Projections.Counts;
using Supervision.Projections.Money;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class AnAssignmentTakenBack : ProjectedLedger
{
    private static readonly AssignmentId T07 = new(Id("T-07"));

    private static readonly Act Reassigned = Act(D(5, 10), "DU-UBND", T07, new AssignmentEvent.AssignmentReassigned(
        [new Addressee(new("STC"), AssignmentVerb.Giao, AssignmentRole.Lead)], "Đổi đầu mối", Deadline.Set(D(30, 11)),
        Deadline.Set(D(8, 10))));

    [Fact]
    public async Task by_reassigning_leaves_no_open_balance_with_the_former_lead_and_its_miss_stays()
    {
        await RecordAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9)),
            Missed(D(30, 9), D(1, 10), T07.AsStream(), "product", ObligationKind.SubmitProduct, "SYT")]);
        var before = await Projector.CatchUpAsync(None);
        var after = await ProjectAsync(Reassigned);

        (await OpenAssignmentsAsync("SYT", Role.Lead, before)).ShouldBe(1);
        (await OpenObligationsAsync("SYT", before)).ShouldBe(1);
        (await OpenAssignmentsAsync("SYT", Role.Lead, after)).ShouldBe(0);
        (await OpenObligationsAsync("SYT", after)).ShouldBe(0);
        (await CountAsync("SYT", Role.Owing, CountAccounts.ObligationsMissed, after)).ShouldBe(1);
        (await OpenAssignmentsAsync("STC", Role.Lead, after)).ShouldBe(1);
        (await OpenObligationsAsync("STC", after)).ShouldBe(2);
        (await OpenAssignmentsAsync("DU-UBND", Role.Assigner, after)).ShouldBe(1);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task by_cancelling_leaves_no_open_balance_with_anybody()
    {
        var size = await ProjectAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9)),
            Act(D(5, 5), "DU-UBND", T07, new AssignmentEvent.AssignmentCancelled("Thôi"))]);
        (await OpenAssignmentsAsync("SYT", Role.Lead, size)).ShouldBe(0);
        (await OpenAssignmentsAsync("DU-UBND", Role.Assigner, size)).ShouldBe(0);
        (await OpenObligationsAsync("SYT", size)).ShouldBe(0);
    }

    [Fact]
    public async Task before_it_was_issued_counts_for_nobody()
    {
        var size = await ProjectAsync([.. Setting(), Act(D(5, 1), "DU-UBND", T07,
            new AssignmentEvent.AssignmentDrafted(T07, Plan, "III.5", "T-07", "Kiểm tra", "Check", new("DU-UBND"),
                new SixClears([])), new AssignmentEvent.AssignmentCancelled("Thôi"))]);
        (await OpenAssignmentsAsync("DU-UBND", Role.Assigner, size)).ShouldBe(0);
    }

    private async Task<long> OpenAssignmentsAsync(string body, Role role, long asOf) =>
        await CountAsync(body, role, CountAccounts.AssignmentsIssued, asOf)
        - await CountAsync(body, role, CountAccounts.AssignmentsDoneInTime, asOf)
        - await CountAsync(body, role, CountAccounts.AssignmentsDoneLate, asOf)
        - await CountAsync(body, role, CountAccounts.AssignmentsWithdrawn, asOf);

    private async Task<long> OpenObligationsAsync(string body, long asOf) =>
        await CountAsync(body, Role.Owing, CountAccounts.ObligationsOpened, asOf)
        - await CountAsync(body, Role.Owing, CountAccounts.ObligationsMet, asOf)
        - await CountAsync(body, Role.Owing, CountAccounts.ObligationsEnded, asOf);

    private async Task<long> CountAsync(string body, Role role, string key, long asOf) =>
        (await Views.Accounts.FiguresAsync(body, asOf))
            .SingleOrDefault(f => f.Role == role && f.Key == key)?.Value ?? 0;
}
