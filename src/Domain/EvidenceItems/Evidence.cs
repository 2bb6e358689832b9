using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;

namespace Supervision.Domain.EvidenceItems;

/// <summary>What an evidence file is.</summary>
public enum EvidenceKind
{
    /// <summary>Biên bản.</summary>
    Minutes,

    /// <summary>Hồ sơ, phụ lục.</summary>
    Record,

    /// <summary>Bảng kê, dữ liệu.</summary>
    Data,

    /// <summary>Ảnh.</summary>
    Photo,

    /// <summary>Báo cáo.</summary>
    Report,

    /// <summary>Chứng từ.</summary>
    Voucher,
}

public abstract record EvidenceEvent : Event
{
    private EvidenceEvent()
    {
    }

    /// <summary>
    /// Đăng ký chứng cứ: what it is and its hash; the file itself is not in the ledger. Size in bytes.
    /// </summary>
    public sealed record EvidenceRegistered(EvidenceId Evidence, EvidenceKind Kind, string Title, string Sha256,
        long SizeBytes, BodyCode Custodian, bool ContainsPersonalData) : EvidenceEvent;
}

public abstract record EvidenceCommand : Command
{
    private EvidenceCommand()
    {
    }

    public sealed record RegisterEvidence(EvidenceId Evidence, EvidenceKind Kind, string Title,
        [property: Identifier] string Sha256, long SizeBytes, bool ContainsPersonalData) : EvidenceCommand;
}

/// <summary>A registered piece of evidence.</summary>
public sealed record Evidence(EvidenceId Id, EvidenceKind Kind, string Title, string Sha256, BodyCode Custodian)
{
    public static Evidence Evolve(Evidence? state, EvidenceEvent e) => e switch
    {
        EvidenceEvent.EvidenceRegistered r => new(r.Evidence, r.Kind, r.Title, r.Sha256, r.Custodian),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(EvidenceCommand command, Facts facts, Context context) => command switch
    {
        EvidenceCommand.RegisterEvidence register => Register(register, facts, context),
        _ => throw Unknown.Command(command),
    };

    /// <summary>Null where every item is registered, by one of the bodies (the act's own side).</summary>
    public static Refusal? CheckAll(IReadOnlyList<EvidenceId> list, Facts facts, params IReadOnlyList<BodyCode> bodies)
    {
        foreach (var id in list)
        {
            if (facts.Evidence(id) is not { } item)
                return new Refusal("evidence.unknown", Law.Product);
            if (!bodies.Contains(item.Custodian) && !bodies.Contains(Body.Current(item.Custodian, facts)))
                return new Refusal("evidence.of_another_body", Law.Product, item.Title, item.Custodian);
        }

        return null;
    }

    /// <summary>
    /// Null where what is handed in is something that one can open: evidence of that side, and not only what was
    /// handed in <paramref name="before"/> and turned down.
    /// </summary>
    public static Refusal? CheckSubmitted(IReadOnlyList<EvidenceId> list, IEnumerable<EvidenceId> before,
        BodyCode body, Citation source, Facts facts)
    {
        if (list.Count == 0)
            return new Refusal("evidence.none_submitted", source);
        return CheckAll(list, facts, body)
            ?? (list.Except(before).Any() ? null : new Refusal("evidence.nothing_new_submitted", source));
    }

    private static Answer Register(EvidenceCommand.RegisterEvidence c, Facts facts, Context context)
    {
        if (Competence.MandateOf(context.Actor, facts) is not { } mandate)
            return new Refusal("mandate.unknown", Law.Product);
        if (!mandate.Powers.Any(p => p is Power.Inspect or Power.Execute or Power.Verify or Power.DecideInspection))
            return new Refusal("mandate.lacks_power", Law.Product, mandate.Post, Power.Execute);
        if (facts.Evidence(c.Evidence) is { } known)
        {
            return known.Sha256 == c.Sha256
                ? new Answer.Nothing() : new Refusal("evidence.already_registered", Law.Product, known.Title);
        }

        if (!Fields.IsSha256(c.Sha256))
            return new Refusal("evidence.hash_wrong", Law.Product, c.Title);
        if (c.SizeBytes < 1)
            return new Refusal("evidence.empty_file", Law.Product, c.Title);
        return Answer.Record(Facts.StreamOf(c.Evidence), new EvidenceEvent.EvidenceRegistered(
            c.Evidence, c.Kind, c.Title, c.Sha256, c.SizeBytes, mandate.Body, c.ContainsPersonalData));
    }
}
