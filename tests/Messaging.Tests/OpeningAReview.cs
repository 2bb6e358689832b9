using Supervision.Domain;
using Supervision.Domain.Reviews;

namespace Supervision.Messaging.Tests;

/// <summary>A reviewer says which tree head he looked at; the ledger knows its own.</summary>
public class OpeningAReview
{
    private static readonly ReviewId Session = new(Guid.Parse("0198a000-0000-7000-8000-000000000001"));

    [Fact]
    public async Task over_a_tree_head_of_this_ledger_is_recorded_also_when_the_ledger_has_grown_since()
    {
        await using var world = await World.WithSetupAsync();
        var seen = await world.Store.ReadHeadAsync(default);

        (await OpenAsync(world, seen.Size, new string('0', 64))).ShouldBe("review.head_not_of_this_ledger");
        (await world.Store.ReadHeadAsync(default)).Size.ShouldBe(seen.Size + 1, "the refusal is recorded");
        (await OpenAsync(world, seen.Size, seen.Root.ToString())).ShouldBe("recorded");

        var opened = (ReviewEvent.ReviewOpened)RecordedEvent.Parse(
            (await world.EntriesAsync(seen.Size + 1)).Single().Bytes).Event;
        (opened.Index, opened.Root).ShouldBe((seen.Size, seen.Root.ToString()));
    }

    [Fact]
    public async Task over_a_true_root_at_another_size_or_over_the_future_is_refused()
    {
        await using var world = await World.WithSetupAsync();
        var seen = await world.Store.ReadHeadAsync(default);

        (await OpenAsync(world, seen.Size - 1, seen.Root.ToString())).ShouldBe("review.head_not_of_this_ledger");
        (await OpenAsync(world, seen.Size + 50, seen.Root.ToString())).ShouldBe("review.head_not_of_this_ledger");
    }

    [Fact]
    public async Task a_question_that_nobody_answers_is_missed_on_its_day()
    {
        await using var world = await World.WithSetupAsync();
        var seen = await world.Store.ReadHeadAsync(default);
        await OpenAsync(world, seen.Size, seen.Root.ToString());
        await world.Handler.HandleAsync(World.Request("ubkt.chuyen-vien", new ReviewCommand.AskReviewQuestion(Session,
            new BodyCode("SYT"), "Vì sao chậm?", new DateOnly(2025, 12, 31))), default);

        world.Clock.Set(VietnamTime.At(new DateOnly(2026, 1, 1), TimeOnly.MinValue));
        await world.Runner().RunAsync(default);

        (await world.EntriesAsync()).Count(e => e.Type == "obligation.ObligationMissed"
            && e.Stream == Facts.StreamOf(Session)).ShouldBe(1);
    }

    private static async Task<string> OpenAsync(World world, long size, string root) =>
        await world.Handler.HandleAsync(World.Request("ubkt.chuyen-vien",
            new ReviewCommand.OpenReview(Session, "Thực hiện kế hoạch", size, root)), default) switch
        {
            Outcome.Recorded => "recorded",
            Outcome.Refused refused => refused.Refusal.Code,
            var other => other.ToString(),
        };
}
