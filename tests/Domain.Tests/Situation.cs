using System.Text;
using System.Text.Json;
using Supervision.Domain.Bodies;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Reviews;

namespace Supervision.Domain.Tests;

/// <summary>
/// Streams folded to their states, one command, and what it answered. The decider gets exactly the streams that it asks
/// for, one by one, as the command handler reads them; a stream without events is null.
/// </summary>
internal sealed class Situation
{
    private readonly Dictionary<string, object?> states = new(StringComparer.Ordinal);
    private readonly List<Recorded> log = [];
    private string? lastCommand;
    private Command? last;
    private Answer? answer;
    private Context? lastContext;
    private DateOnly lastOn;

    /// <summary>An event as it was recorded, with the day that it occurred.</summary>
    public sealed record Recorded(string Stream, Event Event, DateOnly On, Command? Command = null);

    /// <summary>Today, in Asia/Ho_Chi_Minh.</summary>
    public DateOnly Today { get; private set; } = new(2026, 1, 12);

    /// <summary>A command that was accepted, and what was known before it.</summary>
    public sealed record Before(Command Command, Context Context, IReadOnlyDictionary<string, object?> States);

    /// <summary>The commands given and accepted, in order.</summary>
    public List<Before> AcceptedFrom { get; } = [];

    /// <summary>Everything recorded so far, in order.</summary>
    public IReadOnlyList<Recorded> Log => log;

    /// <summary>Commands of a random play that were accepted.</summary>
    public List<Command> Accepted { get; } = [];

    /// <summary>The last command; null where plain text was checked instead.</summary>
    public Command? Last => last;

    /// <summary>What the last command answered.</summary>
    public Answer Answer => answer!;

    public Situation On(DateOnly day)
    {
        Today = day;
        return this;
    }

    public Situation On(string dayAndMonthOf2026) =>
        On(DateOnly.ParseExact(dayAndMonthOf2026 + "/2026", "dd/MM/yyyy", null));

    public Situation Given(string stream, params Event[] events)
    {
        foreach (var e in events)
            Apply(new Recorded(stream, e, Today));
        return this;
    }

    /// <summary>The ledger has this tree head; what holds the facts looks it up and no stream has it.</summary>
    public Situation Holds(LedgerHead head)
    {
        states[LedgerHead.NameOf(head.Size)] = head;
        return this;
    }

    /// <summary>A command that was accepted before.</summary>
    public Situation Given(Acting actor, Command command, DateOnly? occurredOn = null, Acting? recorder = null,
        Capacity? capacity = null)
    {
        When(actor, command, occurredOn, recorder, capacity);
        Answer.ShouldBeOfType<Answer.Events>(command + " was answered by " + Answer);
        AcceptedFrom.Add(new Before(command, lastContext!, new Dictionary<string, object?>(states)));
        Record();
        return this;
    }

    /// <summary>A command's fields as they arrive, in JSON.</summary>
    public Situation WhenSent(string command, string fields)
    {
        lastCommand = command;
        using var json = JsonDocument.Parse(fields);
        try
        {
            new Codec().Parse(command, json.RootElement);
            answer = new Answer.Nothing();
        }
        catch (WrongFieldException wrong)
        {
            answer = wrong.Refusal;
        }

        return this;
    }

    public Situation When(Acting actor, Command command, DateOnly? occurredOn = null, Acting? recorder = null,
        Capacity? capacity = null)
    {
        (last, lastCommand) = (command, Codec.NameOf(command));
        lastContext = new Context(Today, occurredOn ?? Today, actor, recorder ?? actor,
            capacity ?? CapacityOf(actor, command));
        answer = Ask(command, lastContext);
        lastOn = occurredOn ?? Today;
        return this;
    }

    /// <summary>A finding's private persons in plain text, as they are checked before they are sealed.</summary>
    public Situation WhenPlain(IReadOnlyList<string> texts, Dictionary<string, DataSubjectId> persons)
    {
        lastCommand = "plain text";
        answer = PersonalFields.CheckPlain(
            PersonalFields.Of(Story.RecordF1 with { ResponsiblePersons = texts }), persons) is { } refusal
            ? refusal : new Answer.Nothing();
        return this;
    }

    /// <summary>Records what the last command answered, so that another can follow.</summary>
    public Situation Record()
    {
        foreach (var e in ((Answer.Events)Answer).List)
            Apply(new Recorded(e.Stream, e.Event, e.On ?? lastOn, last));
        return this;
    }

    public Situation Then(params (string Stream, Event Event)[] expected)
    {
        var events = Answer.ShouldBeOfType<Answer.Events>(lastCommand + " was answered by " + Answer);
        events.List.Select(e => Text(e.Stream, e.Event)).ShouldBe(expected.Select(e => Text(e.Stream, e.Event)));
        return Record();
    }

    public void ThenNothing() => Answer.ShouldBeOfType<Answer.Nothing>();

    public void ThenRefused(string code)
    {
        var refusal = Answer.ShouldBeOfType<Answer.Refused>(lastCommand + " was answered by " + Answer).Refusal;
        refusal.Code.ShouldBe(code);
    }

    public T State<T>(string stream) where T : class => (T)states[stream]!;

    /// <summary>The streams and their states.</summary>
    public IReadOnlyDictionary<string, object?> States => states;

    /// <summary>Due days that a new calendar made days off move, in every thing that is owed for.</summary>
    public Situation CalendarRuns()
    {
        foreach (var stream in states.Where(s => s.Value is IOwing).Select(s => s.Key).Order().ToList())
        {
            while (DeadlineShifts.DueIn(stream, (IOwing)states[stream]!, new Facts(States).Calendar())
                is [{ } shift, ..])
                Given(Acting.Calendar, shift, shift.AdoptedOn);
        }

        return this;
    }

    /// <summary>The obligation clock runs for every thing that is owed for, as it does each morning.</summary>
    public Situation ClockRuns()
    {
        CalendarRuns();
        foreach (var (stream, state) in states.Where(s => s.Value is IOwing).OrderBy(s => s.Key).ToList())
        {
            foreach (var c in ObligationClock.DueOn(Today, stream, (IOwing)state!, new Facts(States).RuleSets()))
            {
                var owed = ((IOwing)states[stream]!).Obligations.First(o => o.Key == c.Key);
                Given(Acting.Obligations, c, ObligationClock.BelongsTo(c, owed));
            }
        }

        return this;
    }

    /// <summary>
    /// What bodies that are gone left open passes on, as the policy does it: along a chain, and once more where a late
    /// document gave one of them a part again; never in vain.
    /// </summary>
    public Situation SuccessionRuns()
    {
        while (States.Where(s => s.Value is ISucceeding).SelectMany(s => Gone((ISucceeding)s.Value!)
            .Select(b => new SuccessionCommand.TakeOver(s.Key, b)))
            .FirstOrDefault(c => Ask(c, Policy()) is Answer.Events) is { } next)
        {
            Given(Acting.Succession, next);
            State<ISucceeding>(next.Stream).IsOpenFor(next.Predecessor).ShouldBeFalse(next + " left something open");
        }

        return this;
    }

    /// <summary>What the clock recorded: the event, the day that it belongs to, the obligation.</summary>
    public IReadOnlyList<string> ClockEvents(string? stream = null) => [.. log
        .Where(r => r.Event is ObligationEvent && r.Stream == (stream ?? r.Stream))
        .Select(r => r.Event.GetType().Name + " " + r.On.ToString("dd/MM", null) + " " + KeyOf(r.Event))];

    /// <summary>As he usually signs: a delegate by delegation, anybody else in his own name.</summary>
    public Capacity CapacityOf(Acting actor, Command command) => command is IDocumented { Document: not null }
        && actor is Acting.Officer who && states.GetValueOrDefault(Facts.StreamOf(who.Id)) is Officer officer
        && officer.Mandate(who.Mandate) is { Delegator: not null } ? Capacity.TUQ : Capacity.Self;

    public Answer Ask(Command command, Context context) => Ask(command, context, states);

    public static Answer Ask(Command command, Context context, IReadOnlyDictionary<string, object?> states)
    {
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (true)
        {
            try
            {
                return Decider.Decide(command, new Facts(read), context);
            }
            catch (StreamNotReadException missing)
            {
                read.Add(missing.Stream, states.GetValueOrDefault(missing.Stream));
            }
        }
    }

    private IEnumerable<BodyCode> Gone(ISucceeding thing) => States.Values.OfType<Body>()
        .Where(b => b.Succession is not null && thing.IsOpenFor(b.Code)).Select(b => b.Code);

    private Context Policy() => new(Today, Today, Acting.Succession, Acting.Succession, Capacity.Self);

    private void Apply(Recorded r)
    {
        states[r.Stream] = Decider.Evolve(states.GetValueOrDefault(r.Stream), r.Event, r.On);
        log.Add(r);
    }

    private static string Text(string stream, Event e) =>
        stream + " " + Codec.NameOf(e) + " " + Encoding.UTF8.GetString(Codec.Encode(e));

    private static string KeyOf(Event e) => e switch
    {
        ObligationEvent.ObligationMissed x => x.Key,
        ObligationEvent.ObligationMissCleared x => x.Key,
        ObligationEvent.ReminderSent x => x.Key,
        ObligationEvent.Escalated x => x.Key,
        ObligationEvent.DeadlineShifted x => x.Key,
        _ => "",
    };
}
