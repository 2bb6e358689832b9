namespace Supervision.TransparencyLog;

/// <summary>A cosigner's signature that was found valid.</summary>
/// <param name="Name">The cosigner.</param>
/// <param name="Time">When he gave it, by his own clock.</param>
public sealed record CosignedBy(string Name, DateTimeOffset Time);

/// <summary>Whether something signed may be believed.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It may: the log signed this checkpoint, and these cosigners did.</summary>
    public sealed record Accepted(Checkpoint Checkpoint, IReadOnlyList<CosignedBy> Cosigners) : Verdict;

    /// <summary>It may not: a stable code in kebab-case (see README.md), and one English sentence.</summary>
    public sealed record Refused(string Code, string Message) : Verdict;
}

/// <summary>
/// Which checkpoints to believe: those of one log, with the signatures of so many of these cosigners.
/// </summary>
public sealed class Policy
{
    /// <summary>Cosigners that one policy can name.</summary>
    public const int CosignersMax = 32;

    /// <summary>States it.</summary>
    /// <exception cref="ArgumentException">
    /// A key is of the wrong type or there twice (whatever its name, since a cosignature does not say it), or the
    /// quorum is not among 0 and the number of cosigners.
    /// </exception>
    public Policy(VerifierKey log, IReadOnlyList<VerifierKey>? cosigners = null, int quorum = 0)
    {
        (Log, Cosigners, Quorum) = (log, cosigners ?? [], quorum);
        if (log.Type != KeyType.Ed25519)
            throw new ArgumentException("The log's key is not of a log's type.", nameof(log));
        if (Cosigners.Any(c => c.Type != KeyType.Cosignature))
            throw new ArgumentException("A cosigner's key is not of a cosigner's type.", nameof(cosigners));
        if (Cosigners.Count > CosignersMax || Cosigners.Select(KeyText).Distinct().Count() != Cosigners.Count)
            throw new ArgumentException("A cosigner is named twice, or there are too many.", nameof(cosigners));
        ArgumentOutOfRangeException.ThrowIfNegative(quorum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quorum, Cosigners.Count);
    }

    /// <summary>The log's key; its name is the origin (C2SP tlog-policy, Defining a log).</summary>
    public VerifierKey Log { get; }

    /// <summary>Who may count.</summary>
    public IReadOnlyList<VerifierKey> Cosigners { get; }

    /// <summary>How many of them must have signed.</summary>
    public int Quorum { get; }

    /// <summary>
    /// Judges a note. No signature of a known key in it may be wrong, not even one that the quorum could do without
    /// (C2SP signed-note, Signatures); those of unknown keys count for nothing.
    /// </summary>
    public Verdict Judge(SignedNote note)
    {
        switch (note.SignatureBy(Log))
        {
            case SignatureState.Missing:
                return new Verdict.Refused("not-signed", $"There is no signature by the key {Log}.");
            case SignatureState.Invalid:
                return new Verdict.Refused("signature-wrong",
                    $"The signature of {Log.Name} is not by its key, or what it signed was altered.");
        }

        var cosigned = new List<CosignedBy>();
        foreach (var cosigner in Cosigners)
        {
            var state = note.SignatureBy(cosigner);
            if (state == SignatureState.Invalid)
            {
                return new Verdict.Refused("cosignature-wrong",
                    $"The signature of {cosigner.Name} is not by its key, or what it signed was altered.");
            }

            if (state == SignatureState.Valid)
                cosigned.Add(new CosignedBy(cosigner.Name, TimeOf(note, cosigner)));
        }

        // Only now may the text be looked at.
        return JudgeText(note.Text, cosigned);
    }

    private Verdict JudgeText(string text, List<CosignedBy> cosigned)
    {
        Checkpoint checkpoint;
        try
        {
            checkpoint = Checkpoint.Parse(text);
        }
        catch (MalformedException e)
        {
            return new Verdict.Refused(e.Code, e.Message);
        }

        if (checkpoint.Origin != Log.Name)
        {
            return new Verdict.Refused("origin-differs",
                $"The checkpoint is of the log {checkpoint.Origin}, the key of {Log.Name}.");
        }

        return cosigned.Count >= Quorum ? new Verdict.Accepted(checkpoint, cosigned) : new Verdict.Refused(
            "too-few-cosigners", $"{cosigned.Count} known cosigners have signed; {Quorum} must have.");
    }

    // The earliest, where he has signed more than once. The year 9999 stands for all that come after it.
    private static DateTimeOffset TimeOf(SignedNote note, VerifierKey cosigner) => DateTimeOffset.FromUnixTimeSeconds(
        Math.Min(
            note.Signatures.Where(s => s.IsSaidToBeBy(cosigner)).Min(s => Cosignature.TimeOf(s.Bytes.Span)!.Value),
            DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    private static string KeyText(VerifierKey key) => Convert.ToBase64String(key.Key);
}
