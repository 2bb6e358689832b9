using System.Text;
using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.IrregularActs;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;
using Supervision.Domain.Rules;
using Supervision.Ledger;
using Supervision.Messaging.Sealing;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Messaging;

/// <summary>A command as it arrives: made once at the edge, so that a retry carries the same id.</summary>
/// <param name="Id">Accepted at most once; the same id with another content is an error.</param>
/// <param name="OccurredOn">The day of the act; null = today.</param>
/// <param name="CorrelationId">What the command belongs to; null = the command itself.</param>
/// <param name="Persons">Whose the personal values are, by the path of each; one not named is a new person's.</param>
public sealed record CommandRequest(Guid Id, Command Command, Acting Actor, Acting Recorder,
    Capacity Capacity = Capacity.Self, DateOnly? OccurredOn = null, Guid? CorrelationId = null,
    IReadOnlyDictionary<string, DataSubjectId>? Persons = null);

/// <summary>What became of a command.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Recorded from this index on, durably; <c>Repeated</c> where it had been before.</summary>
    public sealed record Recorded(long FirstIndex, int Count, bool Repeated) : Outcome;

    /// <summary>It was so already; nothing was recorded.</summary>
    public sealed record Nothing : Outcome;

    /// <summary>A rule forbids it; only the refusal itself was recorded, if the officer is a known one.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;

    /// <summary>The command's id was accepted before with another content; nothing was recorded.</summary>
    public sealed record Reused(Guid Id) : Outcome;
}

/// <summary>
/// One command's way to the ledger: read the streams that the rule asks for, decide, append with the versions that were
/// read, and decide again where one of them has moved. Without a sealer, a command with a personal value is refused.
/// </summary>
public sealed class CommandHandler(EventStore store, TimeProvider clock, string origin, Sealer? sealer = null)
{
    /// <summary>Times that a command is decided before it is given up because others keep moving its streams.</summary>
    public const int AttemptsMax = 20;

    private readonly StreamStates states = new(store);

    /// <summary>Decides and records. A refused command is decided anew each time that it is sent.</summary>
    /// <exception cref="StreamsKeepMovingException">Too many others write to the same streams; send it
    /// again.</exception>
    public async Task<Outcome> HandleAsync(CommandRequest request, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            // From here on no personal value is in plain text: not for a rule, a hash, a log or an exception.
            using var box = await SealAsync(request, ct);
            if (await HandleAsync(box, ct) is not { } outcome)
                continue;
            // Another process may have accepted this very command, under the key that it made in the meantime.
            if (outcome is Outcome.Reused && sealer is not null && await sealer.IsOutdatedAsync(box, ct))
                continue;
            // The event is durable; a crash before the key is deleted leaves it to the next start.
            if (request.Command is DataSubjectCommand && outcome is not Outcome.Refused && sealer is not null)
                await sealer.FinishErasuresAsync(ct);
            return outcome;
        }

        throw new StreamsKeepMovingException(request.Id);
    }

    private async Task<SealedRequest> SealAsync(CommandRequest request, CancellationToken ct)
    {
        if (sealer is not null)
            return await sealer.SealAsync(request, ct);
        return PersonalFields.Of(request.Command) is [var first, ..]
            ? Sealer.Refuse(request, PersonalFields.NotSealed(first.Place)) : new SealedRequest(request, null, []);
    }

    private async Task<Outcome?> HandleAsync(SealedRequest box, CancellationToken ct)
    {
        var (context, read, answer) = await DecideAsync(box.Request, box.Refusal, ct);
        switch (answer)
        {
            case Answer.Events events:
                // A crash between keys and events leaves keys that nothing is sealed with.
                return sealer is null || await sealer.SaveAsync(box, ct)
                    ? await AppendAsync(box.Request, context, read, events.List, ct) : null;
            case Answer.Refused refused:
                return await RefuseAsync(box.Request, context, read, refused.Refusal, ct);
            default:
                return await FirstResultAsync(box.Request, ct) ?? new Outcome.Nothing();
        }
    }

    private async Task<(Context, Dictionary<string, StreamState>, Answer)> DecideAsync(
        CommandRequest request, Refusal? unsealable, CancellationToken ct)
    {
        var today = VietnamTime.DayOf(clock.GetUtcNow());
        var context = new Context(today, request.OccurredOn ?? today, request.Actor, request.Recorder,
            request.Capacity);
        var read = new Dictionary<string, StreamState>(StringComparer.Ordinal);
        if (unsealable is not null)
            return (context, read, unsealable);
        while (true)
        {
            var facts = new Facts(read.ToDictionary(x => x.Key, x => x.Value.State));
            try
            {
                return (context, read, Decider.Decide(request.Command, facts, context));
            }
            catch (StreamNotReadException missing)
            {
                read[missing.Stream] = LedgerHead.SizeOf(missing.Stream) is { } size
                    ? await HeadAsync(size, ct) : await states.ReadAsync(missing.Stream, ct);
            }
        }
    }

    // No stream has its name, so its version says "no event" and holds at the append.
    private async Task<StreamState> HeadAsync(long size, CancellationToken ct) =>
        await store.ReadHeadAsync(size, ct) is { } head
            ? StreamState.None with { State = new LedgerHead(size, head.Root.ToString()) } : StreamState.None;

    private async Task<Outcome?> AppendAsync(CommandRequest request, Context context,
        Dictionary<string, StreamState> read, IReadOnlyList<StreamEvent> events, CancellationToken ct)
    {
        var result = await store.AppendAsync(new AppendRequest(request.Id, ContentHash(request),
            [.. events.Select(e => ToNewEvent(e, request, context, read))], Versions(read)), ct);
        return result switch
        {
            AppendResult.Appended a => new Outcome.Recorded(a.FirstIndex, a.Count, false),
            AppendResult.Repeated r => new Outcome.Recorded(r.FirstIndex, r.Count, true),
            AppendResult.CommandReused => new Outcome.Reused(request.Id),
            AppendResult.Conflict => null,
            _ => throw new InvalidOperationException("An unknown result of an append"),
        };
    }

    // A command that was accepted before gets its first result, though by now the rules would refuse it. Otherwise the
    // refusal is recorded under the versions that it was decided on, so that what moved meanwhile is decided again.
    private async Task<Outcome?> RefuseAsync(CommandRequest request, Context context,
        Dictionary<string, StreamState> read, Refusal refusal, CancellationToken ct)
    {
        if (await FirstResultAsync(request, ct) is { } first)
            return first;
        if (request.Actor is not Acting.Officer officer)
            return new Outcome.Refused(refusal);
        if (!read.ContainsKey(Facts.StreamOf(officer.Id)))
            read[Facts.StreamOf(officer.Id)] = await states.ReadAsync(Facts.StreamOf(officer.Id), ct);
        if (OfficerOf(officer, read) is null)
            return new Outcome.Refused(refusal);
        var stream = RefusalCount.Stream(officer.Id, context.Today);
        var count = await states.ReadAsync(stream, ct);
        if (count.State is RefusalCount { Count: >= RefusalCount.PerDayMax })
            return new Outcome.Refused(refusal);
        var refused = new RefusalEvent.CommandRefused(Codec.NameOf(request.Command), refusal.Code,
            refusal.Source.Document, refusal.Source.Article, About(request.Command, officer));
        var recorded = new StreamEvent(stream, refused);
        var refusalId = Guid.CreateVersion7(clock.GetUtcNow());
        var result = await store.AppendAsync(new AppendRequest(refusalId, ContentHash(request),
            [ToNewEvent(recorded, request, context with { OccurredOn = context.Today }, read)], Versions(read)), ct);
        return result is AppendResult.Conflict ? null : new Outcome.Refused(refusal);
    }

    private async Task<Outcome?> FirstResultAsync(CommandRequest request, CancellationToken ct) =>
        await store.ReadCommandAsync(request.Id, ct) switch
        {
            null => null,
            { } first when first.CommandHash == ContentHash(request) =>
                new Outcome.Recorded(first.FirstIndex, first.Count, true),
            _ => new Outcome.Reused(request.Id),
        };

    private NewEvent ToNewEvent(StreamEvent e, CommandRequest request, Context context,
        Dictionary<string, StreamState> read)
    {
        // What belongs to another day is a policy's, which had not run; the officer's act follows it.
        var policy = e.Event is ObligationEvent.DeadlineShifted ? Acting.Calendar : Acting.Obligations;
        var (acting, recorder) = e.On is null ? (request.Actor, request.Recorder) : (policy, policy);
        var actor = MandateOf(acting, read);
        var by = new Attribution(e.On ?? OccurredOn(request, e, context, read), NameOf(acting), actor?.Post,
            e.On is null ? request.Capacity : Capacity.Self, actor?.Id.Value, NameOf(recorder),
            MandateOf(recorder, read)?.Id.Value, request.CorrelationId ?? request.Id);
        return new NewEvent(Guid.CreateVersion7(clock.GetUtcNow()), SourceOf(acting, read),
            Codec.NameOf(e.Event), e.Stream, by.ToAttributes(), Codec.Encode(e.Event));
    }

    // What the obligation clock records belongs to the day that passed, not to the day on which it ran.
    private static DateOnly OccurredOn(CommandRequest request, StreamEvent e, Context context,
        Dictionary<string, StreamState> read) =>
        request.Command is ObligationCommand clock && e.Event is ObligationEvent
            && read[e.Stream].State is IOwing thing
            ? ObligationClock.BelongsTo(clock, thing.Obligations.First(o => o.Key == clock.Key)) : context.OccurredOn;

    // The acting body; for an officer who is refused because he has no such mandate, the body that he belongs to.
    private string SourceOf(Acting actor, Dictionary<string, StreamState> read) => actor switch
    {
        Acting.Policy policy => $"https://{origin}/policies/{policy.Name}",
        Acting.Officer officer => $"https://{origin}/bodies/"
            + (MandateOf(actor, read)?.Body ?? OfficerOf(officer, read)?.Body ?? new BodyCode("unknown")).Value,
        _ => throw new InvalidOperationException("An unknown kind of actor"),
    };

    private static Officer? OfficerOf(Acting.Officer officer, Dictionary<string, StreamState> read) =>
        read.TryGetValue(Facts.StreamOf(officer.Id), out var state) ? state.State as Officer : null;

    private static Mandate? MandateOf(Acting acting, Dictionary<string, StreamState> read) =>
        acting is Acting.Officer officer ? OfficerOf(officer, read)?.Mandate(officer.Mandate) : null;

    private static string NameOf(Acting acting) => acting switch
    {
        Acting.Officer officer => officer.Id.Value.ToString("D"),
        Acting.Policy policy => "policy/" + policy.Name,
        _ => throw new InvalidOperationException("An unknown kind of actor"),
    };

    private static Dictionary<string, long> Versions(Dictionary<string, StreamState> read) =>
        read.ToDictionary(x => x.Key, x => x.Value.Version, StringComparer.Ordinal);

    // The hash covers whose wish it is, not only what it says: another officer with the same id is another wish.
    private static Hash ContentHash(CommandRequest request)
    {
        var head = $"{Codec.NameOf(request.Command)}\n{request.Actor}\n{request.Recorder}\n{request.Capacity}\n"
            + $"{request.OccurredOn:yyyy-MM-dd}\n{request.CorrelationId}\n";
        return Hash.Of([.. Encoding.UTF8.GetBytes(head), .. Codec.Encode(request.Command)]);
    }

    private static string? About(Command command, Acting.Officer actor) => command switch
    {
        DirectiveCommand c => Facts.StreamOf(c.Directive),
        PlanCommand c => Facts.StreamOf(c.Plan),
        DirectionCommand c => Facts.StreamOf(c.Direction),
        ProposalCommand c => Facts.StreamOf(c.Proposal),
        ReviewCommand c => Facts.StreamOf(c.Review),
        AssignmentCommand c => Facts.StreamOf(c.Assignment),
        InspectionCommand c => Facts.StreamOf(c.Inspection),
        FindingCommand c => Facts.StreamOf(c.Finding),
        RemediationCommand c => Facts.StreamOf(c.Remediation),
        IrregularActCommand c => Facts.StreamOf(c.IrregularAct),
        DataSubjectCommand.DestroyPersonalKey c => Facts.StreamOf(c.DataSubject),
        BodyCommand c => c.Code.Stream,
        EvidenceCommand.RegisterEvidence c => Facts.StreamOf(c.Evidence),
        OfficerCommand c => Facts.StreamOf(OfficerOf(c) ?? actor.Id),
        RoleTableCommand => RoleTables.Stream,
        RuleSetCommand => RuleSets.Stream,
        CalendarCommand => Calendar.Stream,
        _ => null,
    };

    // Whose mandate or account it is; a conflict of interest is the actor's own.
    private static OfficerId? OfficerOf(OfficerCommand command) => command switch
    {
        OfficerCommand.RegisterOfficer c => c.Officer,
        OfficerCommand.AppointOfficer c => c.Officer,
        OfficerCommand.DelegateMandate c => c.Officer,
        OfficerCommand.RevokeMandate c => c.Officer,
        OfficerCommand.SuspendAccount c => c.Officer,
        OfficerCommand.ReinstateAccount c => c.Officer,
        OfficerCommand.WithdrawConflict c => c.Officer,
        _ => null,
    };
}

/// <summary>
/// The streams of a command kept moving under it; nothing was recorded, and sending it again is safe.
/// </summary>
public sealed class StreamsKeepMovingException(Guid commandId)
    : Exception($"The streams of command {commandId} kept moving; send it again")
{
    /// <summary>The command.</summary>
    public Guid CommandId { get; } = commandId;
}
