using System.Buffers.Binary;
using System.Text;

namespace Supervision.TransparencyLog;

/// <summary>
/// A cosigner's statement that, at a time, the largest consistent tree that he had seen of a log was this one (C2SP
/// tlog-cosignature, Ed25519).
/// </summary>
public static class Cosignature
{
    /// <summary>Of the time before the signature: seconds since 1970, big-endian.</summary>
    internal const int TimeBytes = 8;

    /// <summary>Signs a checkpoint by a key of <see cref="KeyType.Cosignature"/>; the caller has checked it.</summary>
    /// <exception cref="MalformedException">The note's text is no checkpoint.</exception>
    /// <exception cref="ArgumentException">The key is not a cosigner's, or the time is before 1970.</exception>
    public static NoteSignature Create(SignerKey cosigner, SignedNote checkpoint, DateTimeOffset now)
    {
        if (cosigner.Verifier.Type != KeyType.Cosignature)
            throw new ArgumentException("The key is not a cosigner's.", nameof(cosigner));
        ArgumentOutOfRangeException.ThrowIfLessThan(now, DateTimeOffset.UnixEpoch);
        Checkpoint.Parse(checkpoint.Text);
        var time = now.ToUnixTimeSeconds();
        var bytes = new byte[TimeBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time);
        return new NoteSignature(cosigner.Verifier.Name, cosigner.Verifier.Id,
            (byte[])[.. bytes, .. cosigner.SignBytes(Message(checkpoint.Text, time))]);
    }

    /// <summary>When it was given, in seconds since 1970; null where the bytes are no cosignature.</summary>
    public static long? TimeOf(ReadOnlySpan<byte> signature) =>
        signature.Length == TimeBytes + Ed25519.SignatureBytes
        && BinaryPrimitives.ReadInt64BigEndian(signature) is >= 0 and var time ? time : null;

    // "cosignature/v1", "time <seconds>" and the whole text, extension lines included; signature lines are not.
    internal static byte[] Message(string text, long time) =>
        Encoding.UTF8.GetBytes($"cosignature/v1\ntime {Lines.Number(time)}\n{text}");
}
