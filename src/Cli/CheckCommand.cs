using System.Text.Json;
using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary><c>supervision check</c>: a proof, by itself and the log's public key; no database, no network.</summary>
public static class CheckCommand
{
    private static readonly string[] Shown = ["type", "subject", "time", "source"];

    /// <summary>Exit code 0 only if the entry is proven to be in the log; 2 if not; 1 if it cannot be judged.</summary>
    public static int Run(string file, Policy policy, string? entryFile)
    {
        var bytes = LogFiles.Read(file, Proof.BytesMax);
        Proof proof;
        try
        {
            proof = Proof.Parse(bytes);
        }
        catch (MalformedException e)
        {
            throw new LogFaultException(Texts.Get("log.in_file", file, LogTexts.Malformed(e)));
        }

        var entry = Entry(proof, file, entryFile);
        if (proof.Judge(entry.Span, policy) is not Verdict.Accepted accepted)
            throw new LogFaultException(LogTexts.Refused((Verdict.Refused)proof.Judge(entry.Span, policy), file));
        Terminal.Line(Texts.Get("check.proven", proof.Index, accepted.Checkpoint.Origin, accepted.Checkpoint.Size));
        foreach (var cosigner in accepted.Cosigners)
            Terminal.Line(Texts.Get("check.cosigned", cosigner.Name, cosigner.Time.UtcDateTime));
        Show(entry);
        return ExitCode.Done;
    }

    // The entry is what the proof carries; of a proof that carries none, what the person has. If both are there, they
    // must be the same, or it would not be clear which of them was proven.
    private static ReadOnlyMemory<byte> Entry(Proof proof, string file, string? entryFile)
    {
        if (entryFile is null)
        {
            return proof.Extra.Length > 0 ? proof.Extra
                : throw new CommandFailedException(Texts.Get("check.no_entry", file));
        }

        var given = LogFiles.Read(entryFile, EntryBundle.EntryBytesMax);
        return proof.Extra.Length == 0 || proof.Extra.Span.SequenceEqual(given) ? given
            : throw new LogFaultException(Texts.Get("check.other_entry", file, entryFile));
    }

    private static void Show(ReadOnlyMemory<byte> entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return;
            foreach (var name in Shown)
            {
                if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    && value.GetString() is { } text && !text.Any(char.IsControl))
                    Terminal.Line($"  {name}: {text}");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Another log's entry need not be JSON; it is proven all the same.
        }
    }
}
