using Supervision.Domain;
using Supervision.Domain.Reviews;
using Supervision.Ledger;
using Supervision.Messaging.Obligations;
using Supervision.Messaging.Sealing;
using Supervision.Messaging.Succession;

namespace Supervision.Messaging.Scenarios;

/// <summary>What a step came to; <c>Met</c> tells whether that was what it expects.</summary>
public sealed record StepResult(Step Step, bool Met, string Expected, string Actual, Refusal? Refusal);

/// <summary>
/// Plays scenarios merged by the day of recording under one simulated clock, through the ordinary command path. At the
/// beginning of each day, and after each step, the obligation clock runs; what it records must be expected too.
/// </summary>
public sealed class ScenarioPlayer(
    EventStore store, SimulatedClock clock, string origin, Sealer? sealer = null)
{
    private readonly CommandHandler handler = new(store, clock, origin, sealer);
    private readonly List<(DateOnly Day, string Stream, string Type)> clockEvents = [];
    private readonly HashSet<string> streams = new(StringComparer.Ordinal);
    private ObligationRunner? runner;
    private SuccessionRunner? succession;
    private long read;

    /// <summary>Steps of all the scenarios in the order in which they are played.</summary>
    public static IReadOnlyList<Step> Merge(IEnumerable<Scenario> scenarios) =>
        [.. scenarios.SelectMany(s => s.Steps).OrderBy(s => s.At)];

    /// <summary>Plays the steps and the days between them; a result for each step as it becomes known.</summary>
    public async IAsyncEnumerable<StepResult> PlayAsync(IReadOnlyList<Step> steps,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        runner = new ObligationRunner(store, handler, clock);
        succession = new SuccessionRunner(store, handler);
        if (steps.FirstOrDefault(s => s.At < clock.GetUtcNow()) is { } early)
            throw new ScenarioException(early.File, early.Id, "before_the_ledger",
                VietnamTime.DayOf(clock.GetUtcNow()).ToString("dd/MM/yyyy", null));
        foreach (var day in steps.GroupBy(s => VietnamTime.DayOf(s.At)))
        {
            await PassDaysAsync(day.Key, ct);
            foreach (var step in day.OfType<Step.Command>())
            {
                clock.Set(step.At);
                yield return await GiveAsync(step, ct);
                await succession.RunAsync(ct);
                await runner.RunAsync(ct);
            }

            await CollectClockEventsAsync(ct);
            foreach (var result in CheckDay(day.Key, [.. day.OfType<Step.Clock>()]))
                yield return result;
        }
    }

    // Every day is begun, so that a reminder falls on its day and not on the day of the next step.
    private async Task PassDaysAsync(DateOnly until, CancellationToken ct)
    {
        var first = VietnamTime.DayOf(clock.GetUtcNow());
        for (var day = first.AddDays(1) is var next && next < until ? next : until; day <= until; day = day.AddDays(1))
        {
            clock.Set(VietnamTime.At(day, TimeOnly.MinValue));
            await runner!.RunAsync(ct);
        }
    }

    private async Task<StepResult> GiveAsync(Step.Command step, CancellationToken ct)
    {
        var outcome = await handler.HandleAsync(await RequestAsync(step, ct), ct);
        var actual = outcome switch
        {
            Outcome.Recorded { Repeated: true } => "repeated",
            Outcome.Recorded recorded => string.Join(", ", await TypesAsync(recorded, ct)),
            Outcome.Refused refused => refused.Refusal.Code,
            Outcome.Nothing => "nothing",
            _ => "reused",
        };
        var expected = step.Expected switch
        {
            Expected.Events events => string.Join(", ", events.Types),
            Expected.Refusal refusal => refusal.Code,
            _ => "nothing",
        };
        return new StepResult(step, actual == expected, expected, actual, (outcome as Outcome.Refused)?.Refusal);
    }

    private async Task<CommandRequest> RequestAsync(Step.Command step, CancellationToken ct)
    {
        if (!step.IsOverNewestHead || step.Request.Command is not ReviewCommand.OpenReview open)
            return step.Request;
        var head = await store.ReadHeadAsync(ct);
        return step.Request with { Command = open with { Index = head.Size, Root = head.Root.ToString() } };
    }

    private async Task<IReadOnlyList<string>> TypesAsync(Outcome.Recorded recorded, CancellationToken ct)
    {
        var types = new List<string>();
        await foreach (var entry in store.ReadAsync(recorded.FirstIndex, ct, recorded.FirstIndex + recorded.Count))
        {
            if (entry.Type != "document.NumberTaken")
                types.Add(entry.Type);
        }

        return types;
    }

    private async Task CollectClockEventsAsync(CancellationToken ct)
    {
        await foreach (var entry in store.ReadAsync(read, ct))
        {
            read = entry.Index + 1;
            streams.Add(entry.Stream);
            if (entry.Type is "obligation.ObligationMissed" or "obligation.ReminderSent" or "obligation.Escalated"
                or "obligation.DeadlineShifted" or "succession.TakenOver")
                clockEvents.Add((VietnamTime.DayOf(entry.Time), entry.Stream, entry.Type));
        }
    }

    // Days between steps have no clock steps: what the clock recorded on them is unexpected too.
    private IEnumerable<StepResult> CheckDay(DateOnly day, IReadOnlyList<Step.Clock> steps)
    {
        var open = clockEvents.ToList();
        clockEvents.Clear();
        foreach (var step in steps)
        {
            var own = open.Where(e => e.Stream == step.Stream && e.Day == day).ToList();
            open.RemoveAll(own.Contains);
            var expected = string.Join(", ", step.Events);
            // Of a thing that is not in the ledger, a misspelt one, nothing would come as expected.
            var actual = streams.Contains(step.Stream) ? string.Join(", ", own.Select(e => e.Type)) : "unknown";
            yield return new StepResult(step, actual == expected, expected, actual, null);
        }

        foreach (var e in open)
        {
            var step = new Step.Clock("", "", 0, VietnamTime.At(e.Day, TimeOnly.MinValue), e.Stream, [e.Type]);
            yield return new StepResult(step, false, "nothing", e.Type, null);
        }
    }
}
