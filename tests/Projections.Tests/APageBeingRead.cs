using Supervision.Projections.Money;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class APageBeingRead : ProjectedLedger
{
    [Fact]
    public async Task never_mixes_two_moments_while_the_views_move()
    {
        using var stop = new CancellationTokenSource();
        var running = Projector.RunAsync(stop.Token);
        var pages = new List<(long Size, IReadOnlyList<Figure> Figures, IReadOnlyList<FlowRow> Flow)>();
        foreach (var act in Whole())
        {
            // Every fifth page is read behind the projector, the others while it works.
            var index = await RecordAsync(act);
            if (pages.Count % 5 == 0)
                (await Views.WaitForAsync(index + 1, TimeSpan.FromSeconds(30))).ShouldBeTrue();
            (await ScalarAsync<long>("""
                select count(*) from views.bookmark b
                where b.index <> (select coalesce(max(entry_index) + 1, 0) from views.trail)
                    or b.index <= (select coalesce(max(entry_index), -1) from views.posting)
                    or b.index <= (select coalesce(max(valid_from), -1) from views.finding)
                """)).ShouldBe(0);
            var size = (await Views.NowAsync()).Size;
            pages.Add((size, await Views.Accounts.FiguresAsync(size), await Views.Accounts.OfCityAsync(size)));
        }

        var end = (await Store.ReadHeadAsync(None)).Size;
        (await Views.WaitForAsync(end, TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        pages.Select(p => p.Size).Distinct().Count().ShouldBeGreaterThan(3);
        foreach (var page in pages)
        {
            page.Flow.Sum(f => f.Balance).ShouldBe(0);
            (await Views.Accounts.FiguresAsync(page.Size)).ShouldBe(page.Figures);
            (await Views.Accounts.OfCityAsync(page.Size)).ShouldBe(page.Flow);
        }
    }
}
