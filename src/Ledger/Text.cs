using System.Text;

namespace Supervision.Ledger;

/// <summary>What text may be in an entry: Unicode scalar values other than U+0000, in NFC (Unicode UAX #15).</summary>
internal static class Text
{
    /// <summary>Null when it may stand, else the code of the rule that it breaks.</summary>
    internal static string? FaultOf(ReadOnlySpan<char> text)
    {
        var common = true;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit == 0)
                return "nul";
            if (char.IsSurrogate(unit) && !(i + 1 < text.Length && char.IsSurrogatePair(unit, text[i + 1])))
                return "unpaired-surrogate";
            if (char.IsSurrogate(unit))
                i++;
            common &= IsCommon(unit);
        }

        return common || text.IsNormalized(NormalizationForm.FormC) ? null : "not-nfc";
    }

    /// <summary>
    /// Whether valid UTF-8 has only letters of which any sequence is in NFC: U+0000–02FF, U+1E00–1EFF (so all of
    /// Vietnamese), U+2010–203F. False says nothing.
    /// </summary>
    internal static bool IsSurelyNfc(ReadOnlySpan<byte> utf8)
    {
        while (true)
        {
            var at = utf8.IndexOfAnyExceptInRange((byte)0x00, (byte)0x7f);
            if (at < 0)
                return true;
            utf8 = utf8[at..];
            var letter = utf8 switch
            {
                [>= 0xc2 and <= 0xcb, _, ..] => 2,
                [0xe1, >= 0xb8 and <= 0xbb, _, ..] => 3,
                [0xe2, 0x80, >= 0x90, ..] => 3,
                _ => 0,
            };
            if (letter == 0)
                return false;
            utf8 = utf8[letter..];
        }
    }

    private static bool IsCommon(char unit) =>
        unit is < '\u0300' or (>= '\u1e00' and <= '\u1eff') or (>= '\u2010' and <= '\u203f');
}
