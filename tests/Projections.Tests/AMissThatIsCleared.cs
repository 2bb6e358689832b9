using Supervision.Domain;
using Supervision.Domain.Obligations;
using Supervision.Projections.Counts;
using Supervision.Projections.Money;
using Supervision.Projections.Obligations;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class AMissThatIsCleared : ProjectedLedger
{
    private static readonly AssignmentId T07 = new(Id("T-07"));

    [Fact]
    public async Task reverses_the_count_and_both_stay_visible()
    {
        await RecordAsync([.. Setting(), Issued(T07, "T-07", "SYT", D(30, 9)),
            Missed(D(30, 9), D(1, 10), T07.AsStream(), "product", ObligationKind.SubmitProduct, "SYT")]);
        var missed = await Projector.CatchUpAsync(None);
        var cleared = await ProjectAsync(new Act(D(2, 10), "SYT", [new(T07.AsStream(),
            new ObligationEvent.ObligationMissCleared("product", ObligationKind.SubmitProduct, new("SYT"), D(30, 9),
                "Đã nộp đúng hạn bằng văn bản"))])
        { Policy = "obligations" });

        (await CountAsync(CountAccounts.ObligationsMissed, missed)).ShouldBe(1);
        (await CountAsync(CountAccounts.ObligationsMissed, cleared)).ShouldBe(0);
        (await CountAsync(CountAccounts.ObligationMissesCleared, cleared)).ShouldBe(1);
        var postings = await Views.Accounts.PostingsAsync("SYT", Role.Owing, CountAccounts.ObligationsMissed, cleared);
        postings.Select(p => p.Amount).ShouldBe([-1, 1]);
        var row = (await Views.Obligations.OfBodyAsync("SYT", ObligationFilter.Missed, cleared)).Single();
        (row.Missed, row.MissCleared).ShouldBe((false, true));
        (await Views.Obligations.OfBodyAsync("SYT", ObligationFilter.Missed, missed)).Single().Missed.ShouldBeTrue();
    }

    private async Task<long> CountAsync(string key, long asOf) => (await Views.Accounts.FiguresAsync("SYT", asOf))
        .Single(f => f.Role == Role.Owing && f.Key == key).Value;
}
