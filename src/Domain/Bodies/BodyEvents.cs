namespace Supervision.Domain.Bodies;

/// <summary>What kind of body it is; it decides who may do which inspection and who assigns with which verb.</summary>
public enum BodyKind
{
    /// <summary>Tổ chức đảng.</summary>
    Party,

    /// <summary>Ủy ban nhân dân, its office.</summary>
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

    /// <summary>Tổ chức đảng lãnh đạo: the body is paired with the Party organisation that leads it.</summary>
    public sealed record BodyPaired(BodyCode PartyOrganisation) : BodyEvent;

    /// <summary>Cơ quan quản lý trực tiếp; null: managed from outside the city.</summary>
    public sealed record BodyPlaced(BodyCode? ManagedBy) : BodyEvent;

    /// <summary>Đổi tên: the new names hold from the day; before it the old ones do.</summary>
    public sealed record BodyRenamed(string NameVi, string NameEn, DateOnly FromDay, Document Document) : BodyEvent;

    /// <summary>Sáp nhập: from the day the successor stands in its place.</summary>
    public sealed record BodyMerged(BodyCode Successor, DateOnly FromDay, Document Document) : BodyEvent;

    /// <summary>Giải thể: from the day the successor answers for what it left open.</summary>
    public sealed record BodyDissolved(BodyCode Successor, DateOnly FromDay, Document Document) : BodyEvent;
}

public abstract record BodyCommand : Command
{
    private BodyCommand()
    {
    }

    /// <summary>The body that the command is about.</summary>
    public abstract BodyCode Code { get; init; }

    public sealed record RegisterBody(BodyCode Code, BodyKind Kind, string NameVi, string NameEn,
        BodyCode? ManagedBy = null, BodyCode? PartyOrganisation = null) : BodyCommand;

    public sealed record PairBody(BodyCode Code, BodyCode PartyOrganisation) : BodyCommand;

    public sealed record PlaceBody(BodyCode Code, BodyCode? ManagedBy = null) : BodyCommand;

    /// <summary>The day of the act is the day from which the names hold; likewise of the two below.</summary>
    public sealed record RenameBody(BodyCode Code, string NameVi, string NameEn, Document Document)
        : BodyCommand, IDocumented;

    public sealed record MergeBody(BodyCode Code, BodyCode Successor, Document Document) : BodyCommand, IDocumented;

    public sealed record DissolveBody(BodyCode Code, BodyCode Successor, Document Document)
        : BodyCommand, IDocumented;
}
