namespace Supervision.Domain;

public abstract record DocumentEvent : Event
{
    private DocumentEvent()
    {
    }

    /// <summary>
    /// The number now belongs to this document. Its stream is the key, so a second document with the number conflicts,
    /// while several acts of one document (a decision that confirms three findings) share it by its hash.
    /// </summary>
    [Documented]
    public sealed record NumberTaken(string Number, BodyCode Issuer, DateOnly Date, string Sha256) : DocumentEvent;
}

/// <summary>A document number that is taken, and by which document.</summary>
public sealed record TakenNumber(string Number, DateOnly Date, string Sha256)
{
    /// <summary>Whether the number is this document's: several acts may rest on one document.</summary>
    public bool IsOf(Document document) => Sha256 == document.Sha256 && Date == document.Date;

    public static TakenNumber Evolve(TakenNumber? state, DocumentEvent e) => e switch
    {
        DocumentEvent.NumberTaken taken => new(taken.Number, taken.Date, taken.Sha256),
        _ => throw Unknown.Event(e),
    };

    /// <summary>The event that takes the document's number, or null where this document has it already.</summary>
    public static StreamEvent? Take(Document document, Facts facts)
    {
        var stream = StreamOf(DocumentNumber.Parse(document.Number)!, document, facts);
        return facts.DocumentNumber(stream) is not null ? null : new StreamEvent(stream,
            new DocumentEvent.NumberTaken(document.Number, document.Issuer, document.Date, document.Sha256));
    }

    /// <summary><see cref="Take"/> as a list of one or none.</summary>
    public static IEnumerable<StreamEvent> TakeOrNone(Document document, Facts facts) =>
        Take(document, facts) is { } taken ? [taken] : [];

    /// <summary>The stream of the document's number; a Party number's term is by the rules of its day.</summary>
    public static string StreamOf(DocumentNumber number, BodyCode issuer, DateOnly date, Facts facts) =>
        number.Stream(issuer, date, number.IsParty ? facts.RuleSets().On(date)?.PartyTerms : null);

    /// <summary>The stream of the document's number.</summary>
    public static string StreamOf(DocumentNumber number, Document document, Facts facts) =>
        StreamOf(number, document.Issuer, document.Date, facts);
}
