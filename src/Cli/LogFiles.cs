using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary>Files of the log, given by a person: none is read further than it can be right.</summary>
public static class LogFiles
{
    /// <summary>The bytes of a file, or one more than <paramref name="bytesMax"/>.</summary>
    public static byte[] Read(string file, int bytesMax)
    {
        using var stream = Open(file);
        var bytes = new byte[bytesMax + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>
    /// A checkpoint that somebody kept. Where no key is known, its signature is not checked, and the person is told so.
    /// </summary>
    /// <exception cref="LogFaultException">It is no checkpoint, or not one of the keys.</exception>
    public static Checkpoint ReadCheckpoint(string file, IReadOnlyList<VerifierKey> keys)
    {
        var bytes = Read(file, SignedNote.BytesMax);
        try
        {
            var note = SignedNote.Parse(bytes);
            if (keys.Count == 0)
                return Checkpoint.Parse(note.Text);
            var verdicts = keys.Select(key => new Policy(key).Judge(note)).ToList();
            return verdicts.OfType<Verdict.Accepted>().FirstOrDefault()?.Checkpoint
                ?? throw new LogFaultException(LogTexts.Refused((Verdict.Refused)verdicts[0], file));
        }
        catch (MalformedException e)
        {
            throw new LogFaultException(Texts.Get("log.in_file", file, LogTexts.Malformed(e)));
        }
    }

    private static FileStream Open(string file)
    {
        if (!File.Exists(file))
            throw new CommandFailedException(
                Texts.Get(Directory.Exists(file) ? "log.is_a_folder" : "log.no_file", file));
        return new FileStream(file, FileMode.Open, FileAccess.Read);
    }
}

/// <summary>What was given to be checked is not right: one sentence, exit code 2.</summary>
public sealed class LogFaultException(string sentence) : Exception(sentence);

/// <summary>The codes of the log's formats, in words.</summary>
public static class LogTexts
{
    /// <summary>What is wrong with a text.</summary>
    public static string Malformed(MalformedException e) => Texts.Find("malformed." + e.Code) ?? e.Message;

    /// <summary>Why something signed is not to be believed.</summary>
    public static string Refused(Verdict.Refused refused, string file) => Texts.Get("log.in_file", file,
        Texts.Find("refused." + refused.Code) ?? Texts.Find("malformed." + refused.Code) ?? refused.Message);

    /// <summary>Why no checkpoint is signed.</summary>
    public static string Refused(Ledger.CheckpointRefusedException refused) =>
        Texts.Get("issuer." + refused.Code, refused.Message);
}
