using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class RepeatingACommand : Ledgers
{
    [Fact]
    public async Task returns_the_first_result()
    {
        await Store.AppendAsync(Request(Event("before")));
        var request = Request(Event("a"), Event("b"), Event("a")).Reading(("a", -1), ("b", -1));
        (await Store.AppendAsync(request)).ShouldBe(new AppendResult.Appended(1, 3));
        await Store.AppendAsync(Request(Event("after")));

        (await Store.AppendAsync(request)).ShouldBe(new AppendResult.Repeated(1, 3));
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(5);
    }

    [Fact]
    public async Task in_another_process_returns_the_first_result()
    {
        var request = Request(Event("a"));
        await Store.AppendAsync(request);
        var other = await OpenAsync();
        (await other.AppendAsync(request)).ShouldBe(new AppendResult.Repeated(0, 1));
    }

    [Fact]
    public async Task with_other_content_is_an_error()
    {
        var request = Request(Event("a"));
        await Store.AppendAsync(request);
        (await Store.AppendAsync(request with { CommandHash = Hash.Of("other content"u8) }))
            .ShouldBe(new AppendResult.CommandReused(request.CommandId));
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(1);
    }

    [Fact]
    public async Task many_times_at_once_records_it_once()
    {
        var request = Request(Event("a"), Event("b"));
        var other = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => (i % 2 == 0 ? Store : other).AppendAsync(request))));
        results.OfType<AppendResult.Appended>().ShouldHaveSingleItem().ShouldBe(new AppendResult.Appended(0, 2));
        results.OfType<AppendResult.Repeated>().Distinct().ShouldHaveSingleItem()
            .ShouldBe(new AppendResult.Repeated(0, 2));
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(2);
    }

    [Fact]
    public async Task that_was_in_conflict_is_decided_anew()
    {
        await Store.AppendAsync(Request(Event("a")));
        var command = Guid.CreateVersion7();
        (await Store.AppendAsync(Request(command, Event("a")).Reading(("a", -1))))
            .ShouldBeOfType<AppendResult.Conflict>();
        (await Store.AppendAsync(Request(command, Event("a")).Reading(("a", 0))))
            .ShouldBe(new AppendResult.Appended(1, 1));
        (await Store.AppendAsync(Request(command, Event("a")).Reading(("a", 0))))
            .ShouldBe(new AppendResult.Repeated(1, 1));
    }

    [Fact]
    public async Task that_was_refused_is_decided_anew()
    {
        var command = Guid.CreateVersion7();
        await Should.ThrowAsync<EntryRefusedException>(() => Store.AppendAsync(Request(command, Event("a", "[]"))));
        (await Store.AppendAsync(Request(command, Event("a")))).ShouldBe(new AppendResult.Appended(0, 1));
    }
}
