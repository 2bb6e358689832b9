using Supervision.Domain;
using Supervision.Domain.Officers;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class MandatesOfABody : ProjectedLedger
{
    private static readonly MandateId Scoped = new(Id("scoped")), Lent = new(Id("lent"));

    private static IEnumerable<Act> Appointed() =>
    [
        .. Setting(),
        Act(D(1, 6), "SYSTEM", Officer("SYT"), new OfficerEvent.OfficerAppointed(Scoped, new("SYT"), "Nghiệm thu",
            [Power.Verify], D(1, 6), null, null, Scope: [new("BV-A")])),
        Act(D(1, 6), "UBND-TP", Officer("SYT"), new OfficerEvent.MandateDelegated(Lent, Officer("UBND-TP"),
            new(Id("mandate of UBND-TP")), new("UBND-TP"), new("SYT"), "Theo ủy quyền", [Power.RequireRemediation],
            D(1, 6), D(30, 6), Document("143/QĐ-UBND", D(1, 6)))),
    ];

    private static Act Suspended(DateOnly from) => Act(D(2, 6), "SYSTEM", Officer("SYT"),
        new OfficerEvent.AccountSuspended(from, "Đang xem xét"));

    [Fact]
    public async Task say_their_scope_and_whose_delegation_they_are_to_both_bodies_as_long_as_they_last()
    {
        var size = await ProjectAsync(Appointed());

        var own = await Views.Officers.MandatesAsync("SYT", D(30, 6), size);
        own.Select(m => m.Post).ShouldBe(["Chuyên viên", "Nghiệm thu", "Theo ủy quyền"], ignoreOrder: true);
        own.Single(m => m.Id == Scoped.Value).Scope.ShouldBe(["BV-A"]);
        own.Where(m => m.Id != Scoped.Value).ShouldAllBe(m => m.Scope.Count == 0);
        own.Single(m => m.Id == Lent.Value).Delegator.ShouldBe(Officer("UBND-TP").Value);
        (await Views.Officers.MandatesAsync("UBND-TP", D(30, 6), size)).ShouldContain(m => m.Id == Lent.Value);
        (await Views.Officers.MandatesAsync("SYT", D(1, 7), size)).ShouldNotContain(m => m.Id == Lent.Value);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task say_who_is_suspended_from_which_day_and_until_when_as_it_was_known()
    {
        var set = await ProjectAsync([.. Appointed(), Suspended(D(1, 12))]);
        var earlier = await ProjectAsync([Suspended(D(3, 6))]);
        var over = await ProjectAsync([Act(D(4, 6), "SYSTEM", Officer("SYT"),
            new OfficerEvent.AccountReinstated(D(10, 6), "Không vi phạm"))]);
        var again = await ProjectAsync([Suspended(D(1, 8))]);

        (await SuspensionsAsync(D(4, 6), set)).ShouldBe([(D(1, 12), null)]);
        (await SuspensionsAsync(D(4, 6), earlier)).ShouldBe([(D(3, 6), null)]);
        (await SuspensionsAsync(D(4, 6), over)).ShouldBe([(D(3, 6), D(10, 6))]);
        (await SuspensionsAsync(D(10, 6), over)).ShouldBeEmpty();
        (await SuspensionsAsync(D(4, 6), again)).ShouldBe([(D(3, 6), D(10, 6)), (D(1, 8), null)]);
        await ShouldEqualARebuildAsync();
    }

    private async Task<IEnumerable<(DateOnly, DateOnly?)>> SuspensionsAsync(DateOnly day, long size) =>
        (await Views.Officers.SuspensionsAsync([Officer("SYT").Value], day, size))
            .Select(s => (s.FirstDay, s.EndsOn));
}
