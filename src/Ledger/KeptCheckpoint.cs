using Supervision.TransparencyLog;

namespace Supervision.Ledger;

/// <summary>The newest checkpoint in a file, outside of what a restored database can undo.</summary>
internal sealed class KeptCheckpoint(string file)
{
    internal string File { get; } = file;

    /// <summary>What it says; null before the first.</summary>
    /// <exception cref="CheckpointRefusedException">It is no checkpoint, or not one of this key.</exception>
    internal Checkpoint? Read(VerifierKey key)
    {
        if (!System.IO.File.Exists(File))
            return null;
        // Read no further than a note can be long, whatever was put there.
        using var stream = System.IO.File.OpenRead(File);
        var bytes = new byte[SignedNote.BytesMax + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return CheckpointIssuer.Signed(bytes[..length], key, $"the checkpoint kept in {File}").Checkpoint;
    }

    // Beside its place, onto the disk, then one rename: whoever reads finds the old or the new one whole.
    internal void Write(SignedNote checkpoint)
    {
        var unfinished = File + ".new";
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            stream.Write(checkpoint.ToBytes());
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(unfinished, File, overwrite: true);
    }
}
