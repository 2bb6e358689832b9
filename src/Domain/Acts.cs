using System.Reflection;
using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;

namespace Supervision.Domain;

/// <summary>How an act comes into the ledger.</summary>
public enum ActKind
{
    /// <summary>Việc làm trên hệ thống: it occurs when it is recorded, its date cannot be given.</summary>
    InSystem,

    /// <summary>Việc theo văn bản: a document proves it, it may be recorded late and by a clerk.</summary>
    Documented,

    /// <summary>Do hệ thống tự ghi: by a policy of the program or by its command's way; no officer's act.</summary>
    Policy,
}

/// <summary>
/// An event of a documented act that need not carry the document itself: its companion in the same answer does, the
/// voucher or number in it stands for one, or an older form of it had none.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DocumentedAttribute : Attribute;

/// <summary>Acts in the system and documented acts told apart, for every command and every event.</summary>
public static class Acts
{
    /// <summary>The kind of the act that a command of this type wishes.</summary>
    public static ActKind KindOf(Type command) => command.IsAssignableTo(typeof(IDocumented)) ? ActKind.Documented
        : command.IsAssignableTo(typeof(ObligationCommand)) || command.IsAssignableTo(typeof(SuccessionCommand))
            ? ActKind.Policy : ActKind.InSystem;

    /// <summary>The kind of the act that an event of this type records.</summary>
    public static ActKind KindOfEvent(Type e)
    {
        if (e.IsAssignableTo(typeof(ObligationEvent)) || e.IsAssignableTo(typeof(SuccessionEvent))
            || e.IsAssignableTo(typeof(RefusalEvent)) || e.IsAssignableTo(typeof(LedgerEvent)))
            return ActKind.Policy;
        var document = e.GetProperty("Document", typeof(Document));
        var carries = document is not null
            && new NullabilityInfoContext().Create(document).ReadState == NullabilityState.NotNull;
        return carries || e.IsDefined(typeof(DocumentedAttribute)) ? ActKind.Documented : ActKind.InSystem;
    }
}
