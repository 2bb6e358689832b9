using Supervision.Domain;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using Supervision.Ledger;

namespace Supervision.Messaging.Obligations;

/// <summary>
/// Runs the obligation clock and the policy of the calendar: follows what is owed from the ledger and gives the
/// commands whose day has come; before them those of a new calendar, so that a day off is never missed. The commands'
/// ids follow from what they say, so that a crash, a second process or a second run records nothing twice. Not safe for
/// several threads at once.
/// </summary>
public sealed class ObligationRunner(EventStore store, CommandHandler handler, TimeProvider clock)
{
    private readonly Dictionary<string, object?> things = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateOnly> waiting = new();
    private readonly List<ObligationCommand.ShiftDeadline> shifted = [];
    private RuleSets rules = RuleSets.None;
    private Calendar calendar = Calendar.WeekendsOnly;
    private long bookmark;

    /// <summary>The due days that the last run moved because a calendar had made them days off.</summary>
    public IReadOnlyList<ObligationCommand.ShiftDeadline> Shifted => shifted;

    /// <summary>Reads what is new and gives every command that is due today; returns how many were recorded.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        shifted.Clear();
        var today = VietnamTime.DayOf(clock.GetUtcNow());
        var recorded = 0;
        await ReadNewAsync(ct);
        while (TakeNext(today) is { } stream)
        {
            if (things[stream] is not IOwing thing)
                continue;
            var commands = CommandsFor(today, stream, thing);
            foreach (var command in commands)
            {
                var policy = command is ObligationCommand.ShiftDeadline ? Acting.Calendar : Acting.Obligations;
                if (await handler.HandleAsync(new CommandRequest(IdOf(command, thing), command, policy, policy), ct)
                    is not Outcome.Recorded { Repeated: false })
                    continue;
                recorded++;
                if (command is ObligationCommand.ShiftDeadline shift)
                    shifted.Add(shift);
            }

            // What was just recorded is read back and looked at again: a miss may be followed by a reminder.
            if (commands.Count > 0)
                await ReadNewAsync(ct);
            if (ObligationClock.NextDay(today, thing, rules) is { } next)
                waiting.Enqueue(stream, next);
        }

        return recorded;
    }

    // A due day that has become a day off moves first; what is due on the new day is then looked at anew.
    private IReadOnlyList<ObligationCommand> CommandsFor(DateOnly today, string stream, IOwing thing) =>
        DeadlineShifts.DueIn(stream, thing, calendar) is { Count: > 0 } shifts
            ? shifts : ObligationClock.DueOn(today, stream, thing, rules);

    private string? TakeNext(DateOnly today)
    {
        if (changed.Count > 0)
        {
            var stream = changed.First();
            changed.Remove(stream);
            return stream;
        }

        return waiting.TryPeek(out _, out var day) && day <= today ? waiting.Dequeue() : null;
    }

    private async Task ReadNewAsync(CancellationToken ct)
    {
        await foreach (var entry in store.ReadAsync(bookmark, ct))
        {
            var recorded = RecordedEvent.Parse(entry.Bytes);
            if (recorded.Event is RuleSetEvent adopted)
            {
                rules = RuleSets.Evolve(rules, adopted);
                changed.UnionWith(things.Keys);
            }

            if (recorded.Event is CalendarEvent known)
            {
                calendar = Calendar.Evolve(calendar, known, recorded.By.OccurredOn);
                changed.UnionWith(things.Keys);
            }

            if (recorded.Event is ObligationEvent || IsOwingStream(entry.Stream))
            {
                things[entry.Stream] = Decider.Evolve(
                    things.GetValueOrDefault(entry.Stream), recorded.Event, recorded.By.OccurredOn);
                changed.Add(entry.Stream);
            }

            bookmark = entry.Index + 1;
        }
    }

    private static readonly string[] OwingNouns =
    [
        AssignmentId.Noun, InspectionId.Noun, FindingId.Noun, RemediationId.Noun, DirectiveId.Noun, PlanId.Noun,
        DirectionId.Noun, ProposalId.Noun, ReviewId.Noun,
    ];

    private static bool IsOwingStream(string stream) =>
        OwingNouns.Any(noun => stream.StartsWith(noun + "-", StringComparison.Ordinal));

    // The due day is part of the name: after an extension the same obligation can be missed again, on another day.
    private static Guid IdOf(ObligationCommand command, IOwing thing)
    {
        var due = thing.Obligations.First(o => o.Key == command.Key).Due;
        var day = command switch
        {
            ObligationCommand.SendReminder r => r.OverdueDay,
            ObligationCommand.Escalate x => x.OverdueDay,
            ObligationCommand.ShiftDeadline s => s.CalendarVersion,
            _ => 0,
        };
        return DeterministicId.Of($"{Codec.NameOf(command)}\n{command.Stream}\n{command.Key}\n{due:yyyy-MM-dd}\n{day}");
    }
}
