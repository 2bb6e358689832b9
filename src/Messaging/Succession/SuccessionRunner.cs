using Supervision.Domain;
using Supervision.Domain.Bodies;
using Supervision.Ledger;

namespace Supervision.Messaging.Succession;

/// <summary>
/// Hands over what merged and dissolved bodies left open: follows the ledger and gives a command for each thing in
/// which such a body still has a part. The commands' ids follow from what they say and from how often the thing passed
/// on from that body before: a crash, a second process or a second run records nothing twice, and what a late document
/// gives to the body again passes on again. Not safe for several threads at once.
/// </summary>
public sealed class SuccessionRunner(EventStore store, CommandHandler handler)
{
    private static readonly string[] Nouns =
    [
        DirectiveId.Noun, PlanId.Noun, DirectionId.Noun, ProposalId.Noun, ReviewId.Noun, AssignmentId.Noun,
        InspectionId.Noun, FindingId.Noun, RemediationId.Noun,
    ];

    private readonly Dictionary<string, object?> things = new(StringComparer.Ordinal);
    private readonly Dictionary<BodyCode, DateOnly> gone = [];
    private readonly Dictionary<(string Stream, BodyCode From), int> takenOver = [];
    private readonly Queue<string> changed = new();
    private long bookmark;

    /// <summary>Reads what is new and hands over what is left open; returns how many things were.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var recorded = 0;
        await ReadNewAsync(ct);
        while (changed.TryDequeue(out var stream))
        {
            if (things[stream] is not ISucceeding thing)
                continue;
            foreach (var (body, from) in gone.Where(g => thing.IsOpenFor(g.Key)).ToList())
            {
                var outcome = await handler.HandleAsync(new CommandRequest(
                    DeterministicId.Of(
                        $"succession.TakeOver\n{stream}\n{body}\n{takenOver.GetValueOrDefault((stream, body))}"),
                    new SuccessionCommand.TakeOver(stream, body), Acting.Succession, Acting.Succession,
                    OccurredOn: from), ct);
                recorded += outcome is Outcome.Recorded { Repeated: false } ? 1 : 0;
            }

            // What was just recorded is read back: the successor may have been merged in its turn.
            if (gone.Count > 0 && changed.Count == 0)
                await ReadNewAsync(ct);
        }

        return recorded;
    }

    private async Task ReadNewAsync(CancellationToken ct)
    {
        await foreach (var entry in store.ReadAsync(bookmark, ct))
        {
            if (IsSucceedingStream(entry.Stream) || IsEndOfBody(entry.Type))
                Apply(entry.Stream, RecordedEvent.Parse(entry.Bytes));
            bookmark = entry.Index + 1;
        }
    }

    private void Apply(string stream, RecordedEvent recorded)
    {
        if (IsEndOfBody(recorded.Type))
        {
            gone[new BodyCode(stream["body/".Length..])] = recorded.By.OccurredOn;
            foreach (var thing in things.Keys)
                changed.Enqueue(thing);
            return;
        }

        if (recorded.Event is SuccessionEvent.TakenOver { Predecessor: var from })
            takenOver[(stream, from)] = takenOver.GetValueOrDefault((stream, from)) + 1;
        things[stream] = Decider.Evolve(things.GetValueOrDefault(stream), recorded.Event, recorded.By.OccurredOn);
        if (gone.Count > 0)
            changed.Enqueue(stream);
    }

    private static bool IsEndOfBody(string type) => type is "body.BodyMerged" or "body.BodyDissolved";

    private static bool IsSucceedingStream(string stream) =>
        Nouns.Any(noun => stream.StartsWith(noun + "-", StringComparison.Ordinal));
}
