using Supervision.Domain.Officers;

namespace Supervision.Domain.DataSubjects;

public abstract record DataSubjectEvent : Event
{
    private DataSubjectEvent()
    {
    }

    /// <summary>Hủy khóa: every value sealed for this person, wherever it stands, can never be read again.</summary>
    public sealed record PersonalKeyDestroyed(DataSubjectId DataSubject, string Reason,
        IReadOnlyList<LegalBasis> Basis, Document Document) : DataSubjectEvent;
}

public abstract record DataSubjectCommand : Command
{
    private DataSubjectCommand()
    {
    }

    public sealed record DestroyPersonalKey(DataSubjectId DataSubject, [property: LongText] string Reason,
        IReadOnlyList<LegalBasis> Basis, Document Document) : DataSubjectCommand, IDocumented;
}

/// <summary>
/// A private person of whom the ledger may hold sealed values. The stream has no event until his key is destroyed:
/// whose values they are stands in the values, and an event for each would only tell more of him.
/// </summary>
public sealed record DataSubject(DataSubjectId Id, DateOnly DestroyedOn)
{
    /// <summary>The type of the event that erases.</summary>
    public const string DestroyedType = "datasubject.PersonalKeyDestroyed";

    public static DataSubject Evolve(DataSubject? state, DataSubjectEvent e, DateOnly on) => e switch
    {
        DataSubjectEvent.PersonalKeyDestroyed d => state ?? new(d.DataSubject, on),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(DataSubjectCommand command, Facts facts, Context context) => command switch
    {
        DataSubjectCommand.DestroyPersonalKey destroy => Destroy(destroy, facts, context),
        _ => throw Unknown.Command(command),
    };

    /// <summary>
    /// Null where no value of the command belongs to a person whose key was destroyed. The streams of all of them are
    /// read, so that a destruction at the same moment moves a version and the command is decided again.
    /// </summary>
    public static Refusal? CheckLive(Command command, Facts facts)
    {
        Refusal? refusal = null;
        foreach (var value in PersonalFields.Of(command))
        {
            if (SealedValue.Parse(value.Text) is { } box && facts.DataSubject(box.Person) is not null)
                refusal ??= Destroyed(value.Place);
        }

        return refusal;
    }

    /// <summary>No value of this person can be sealed any more.</summary>
    public static Refusal Destroyed(FieldPath field) =>
        new Refusal("personal.key_destroyed", Law.PersonalData, field);

    // Also for a person of whom nothing is known: then nothing ever will be.
    private static Answer Destroy(DataSubjectCommand.DestroyPersonalKey c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (facts.DataSubject(c.DataSubject) is not null)
            return new Answer.Nothing();
        if (c.Basis.Count == 0)
            return new Refusal("datasubject.no_basis", Law.PersonalData);
        return Answer.Record(Facts.StreamOf(c.DataSubject),
            new DataSubjectEvent.PersonalKeyDestroyed(c.DataSubject, c.Reason, c.Basis, c.Document));
    }
}
