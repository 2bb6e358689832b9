using System.Globalization;
using System.Text;

namespace Supervision.TransparencyLog;

/// <summary>What the text formats have in common.</summary>
internal static class Lines
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Valid UTF-8 without control characters other than newline (C2SP signed-note, Format).</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes, int bytesMax)
    {
        if (bytes.Length > bytesMax)
            throw new MalformedException("too-large", $"It has {bytes.Length} bytes, more than {bytesMax}.");
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedException("not-utf8", "It is not UTF-8.");
        }

        return CheckControls(text);
    }

    /// <summary>The text itself, which has no control character (below U+0020) other than newline.</summary>
    internal static string CheckControls(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
            throw new MalformedException("carriage-return", "It has carriage returns: lines end in a newline alone.");
        return text.Any(c => c < ' ' && c != '\n')
            ? throw new MalformedException("control-character", "It has control characters other than newlines.")
            : text;
    }

    /// <summary>
    /// Standard base64 with padding (RFC 4648 §4) in its one canonical form (§3.5), so that two texts never mean the
    /// same bytes; null for anything else.
    /// </summary>
    internal static byte[]? Base64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length)
            && Convert.ToBase64String(buffer, 0, length) == text ? buffer[..length] : null;
    }

    /// <summary>ASCII decimal without leading zeroes, 0 to 2^63 − 1; null for anything else.</summary>
    internal static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text ? number : null;

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
