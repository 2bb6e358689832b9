namespace Supervision.Domain;

/// <summary>A fact that was recorded, in the past tense. Its type in the ledger is <c>noun.EventName</c>.</summary>
public abstract record Event;

/// <summary>A wish, in the imperative. Its name at the edge is <c>noun.CommandName</c>.</summary>
public abstract record Command
{
    /// <summary>Without its fields: until they are sealed some are personal, and logs hold this.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>
/// A command for an act that a document proves; only such an act may have occurred before it is recorded.
/// </summary>
public interface IDocumented
{
    /// <summary>
    /// The document of the act; null where it is a payment voucher, which has a number of another form.
    /// </summary>
    Document? Document { get; }
}

/// <summary>
/// An event and the stream that it is recorded in. <c>On</c> is the day that it belongs to where that is not the day of
/// the act: what the obligation clock would have recorded by then, and has not.
/// </summary>
public sealed record StreamEvent(string Stream, Event Event, DateOnly? On = null);

/// <summary>What a decider returns: events, nothing (it is so already), or a refusal.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Record these, in this order, all or none.</summary>
    public sealed record Events(IReadOnlyList<StreamEvent> List) : Answer;

    /// <summary>What the command wishes is already so.</summary>
    public sealed record Nothing : Answer;

    /// <summary>A rule forbids it.</summary>
    public sealed record Refused(Refusal Refusal) : Answer;

    /// <summary>Events for one stream.</summary>
    public static Answer Record(string stream, params IReadOnlyList<Event> events) =>
        new Events([.. events.Select(e => new StreamEvent(stream, e))]);

    /// <summary>Events for several streams.</summary>
    public static Answer Record(params IReadOnlyList<StreamEvent> events) => new Events(events);

    public static implicit operator Answer(Refusal refusal) => new Refused(refusal);
}

/// <summary>
/// Why a command was not done: a stable code, the rule's source, and the values for the sentence that
/// <see cref="DomainTexts"/> words in Vietnamese and English. The sentence says what to do instead.
/// </summary>
public sealed record Refusal(string Code, Citation Source, params IReadOnlyList<object> Values)
{
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Source == other.Source
        && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Code, Source, Values.Count);
}

/// <summary>A place in a law, a Party document or, for the product's own rules, in the rule set.</summary>
public sealed record Citation(string Document, string Article);
