using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Messaging.Scenarios;

namespace Supervision.Cli;

/// <summary>
/// Holds a ledger that was played before against what the scenarios expect, from its entries alone: a run that failed
/// is not forgotten by the next one.
/// </summary>
public sealed class Recheck
{
    private readonly Dictionary<Guid, List<string>> accepted = [];
    private readonly Dictionary<(Guid File, string Command, string Code), int> refusals = [];
    private readonly Dictionary<(string Stream, DateOnly Day), List<string>> clock = [];

    private Recheck()
    {
    }

    /// <summary>How many expectations of the steps the ledger does not show to have held.</summary>
    public static async Task<int> CountFailuresAsync(EventStore store, IReadOnlyList<Scenario> scenarios,
        CancellationToken ct)
    {
        var check = new Recheck();
        await foreach (var entry in store.ReadAsync(0, ct))
            check.Add(RecordedEvent.Parse(entry.Bytes));
        var wrong = ScenarioPlayer.Merge(scenarios).Count(s => !check.Holds(s));
        return wrong + check.clock.Values.Count(left => left.Count > 0);
    }

    private void Add(RecordedEvent recorded)
    {
        if (recorded.Event is RefusalEvent.CommandRefused refused)
        {
            var key = (recorded.By.CorrelationId, refused.Command, refused.Code);
            refusals[key] = refusals.GetValueOrDefault(key) + 1;
        }
        else if (recorded.By.ActorId is "policy/obligations" or "policy/calendar" or "policy/succession")
        {
            var key = (recorded.Stream, VietnamTime.DayOf(recorded.Time));
            clock[key] = [.. clock.GetValueOrDefault(key) ?? [], recorded.Type];
        }
        else if (recorded.Event is not DocumentEvent)
        {
            accepted[recorded.CommandId] = [.. accepted.GetValueOrDefault(recorded.CommandId) ?? [], recorded.Type];
        }
    }

    private bool Holds(Step step) => step switch
    {
        Step.Clock c => (clock.Remove((c.Stream, VietnamTime.DayOf(c.At)), out var types) ? types : [])
            .SequenceEqual(c.Events, StringComparer.Ordinal),
        Step.Command { Expected: Expected.Events events } c =>
            (accepted.GetValueOrDefault(c.Request.Id) ?? []).SequenceEqual(events.Types, StringComparer.Ordinal),
        Step.Command { Expected: Expected.Refusal refusal } c => !accepted.ContainsKey(c.Request.Id)
            && TakeRefusal((c.Request.CorrelationId!.Value, Codec.NameOf(c.Request.Command), refusal.Code)),
        Step.Command c => !accepted.ContainsKey(c.Request.Id),
        _ => false,
    };

    private bool TakeRefusal((Guid, string, string) key)
    {
        if (refusals.GetValueOrDefault(key) == 0)
            return false;
        refusals[key]--;
        return true;
    }
}
