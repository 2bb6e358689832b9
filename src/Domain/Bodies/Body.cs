using Supervision.Domain.Officers;

namespace Supervision.Domain.Bodies;

/// <summary>What kind of body it is; it decides who may do which inspection and who assigns with which verb.</summary>
public enum BodyKind
{
    /// <summary>Tổ chức đảng.</summary>
    Party,

    /// <summary>Uỷ ban nhân dân, its office.</summary>
    State,

    /// <summary>Sở.</summary>
    Department,

    /// <summary>Thanh tra thành phố: the only body with the power of thanh tra.</summary>
    Inspectorate,

    /// <summary>Bảo hiểm xã hội, a vertical body.</summary>
    Insurance,

    /// <summary>Mặt trận Tổ quốc và các tổ chức chính trị - xã hội.</summary>
    Front,

    /// <summary>Hội đồng nhân dân.</summary>
    Council,

    /// <summary>Cơ sở khám bệnh, chữa bệnh.</summary>
    Facility,

    /// <summary>Xã, phường, đặc khu.</summary>
    Commune,
}

public abstract record BodyEvent : Event
{
    private BodyEvent()
    {
    }

    /// <summary>A body is known to the ledger. A null manager means: managed from outside the city.</summary>
    public sealed record BodyRegistered(BodyCode Code, BodyKind Kind, string NameVi, string NameEn,
        BodyCode? ManagedBy, BodyCode? PartyOrganisation) : BodyEvent;
}

public abstract record BodyCommand : Command
{
    private BodyCommand()
    {
    }

    public sealed record RegisterBody(BodyCode Code, BodyKind Kind, string NameVi, string NameEn,
        BodyCode? ManagedBy = null, BodyCode? PartyOrganisation = null) : BodyCommand;
}

/// <summary>A body: its kind, who manages it directly, and the Party organisation that leads it.</summary>
public sealed record Body(BodyCode Code, BodyKind Kind, string NameVi, string NameEn, BodyCode? ManagedBy)
{
    public static Body Evolve(Body? state, BodyEvent e) => e switch
    {
        BodyEvent.BodyRegistered r => new(r.Code, r.Kind, r.NameVi, r.NameEn, r.ManagedBy),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(BodyCommand command, Facts facts, Context context) => command switch
    {
        BodyCommand.RegisterBody register => Register(register, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Register(BodyCommand.RegisterBody c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (facts.Body(c.Code) is not null)
            return new Refusal("body.code_taken", Law.Product, c.Code);
        foreach (var other in new[] { c.ManagedBy, c.PartyOrganisation })
        {
            if (other is { } code && facts.Body(code) is null)
                return new Refusal("body.unknown", Law.Product, code);
        }

        return Answer.Record(c.Code.Stream, new BodyEvent.BodyRegistered(
            c.Code, c.Kind, c.NameVi, c.NameEn, c.ManagedBy, c.PartyOrganisation));
    }
}
