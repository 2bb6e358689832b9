using System.Text.RegularExpressions;

namespace Supervision.Domain;

/// <summary>
/// A signed document as the ledger holds it: number, date, issuer, signer and SHA-256 (64 hex digits, lower case).
/// The ledger is not the legal original.
/// </summary>
public sealed record Document([property: Identifier] string Number, DateOnly Date, BodyCode Issuer, OfficerId Signer,
    [property: Identifier] string Sha256);

/// <summary>A place in a law that an act rests on.</summary>
public sealed record LegalBasis([property: Identifier] string DocNo, [property: Identifier] string Article,
    [property: Identifier] string? Clause = null, [property: Identifier] string? Point = null);

/// <summary>
/// A document number taken apart: State <c>05/BC-SYT</c> (30/2020/NĐ-CP), Party <c>20-KH/TU</c> (36-HD/VPTW).
/// </summary>
public sealed partial record DocumentNumber(int Number, string Type, string Organ, bool IsParty)
{
    // All capitals but for quy định, chương trình, tờ trình, bản trích sao (30/2020/NĐ-CP, Phụ lục III), the Prime
    // Minister and a department's inspectorate. No time-out, for a decider knows no clock.
    [GeneratedRegex(@"^(?<n>0[1-9]|[1-9][0-9]{1,4})/(?<t>[A-ZĐƯ]{2,10}|QyĐ|CTr|TTr|TrS)"
        + @"-(?<o>(TTg|TTr|[A-ZĐƯ0-9]{1,12})(-[A-ZĐƯ0-9]{1,12})?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex State();

    [GeneratedRegex(@"^(?<n>0[1-9]|[1-9][0-9]{1,4})-(?<t>[A-Za-zĐƯ]{2,6})/(?<o>[A-ZĐƯ0-9]{1,12})\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Party();

    /// <summary>The number's parts, or null where the text is neither a State nor a Party number.</summary>
    public static DocumentNumber? Parse(string text)
    {
        var state = State().Match(text);
        var match = state.Success ? state : Party().Match(text);
        return !match.Success ? null : new DocumentNumber(
            int.Parse(match.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture),
            match.Groups["t"].Value, match.Groups["o"].Value, !state.Success);
    }

    /// <summary>
    /// The stream whose name is the document's key: issuer, type, period, number. A State number is unique in its year,
    /// a Party number in its term, named by its first year: by the terms' first days, or where none has begun by five
    /// years (2025–2029).
    /// </summary>
    public string Stream(BodyCode issuer, DateOnly date, IReadOnlyList<DateOnly>? partyTerms = null)
    {
        var period = !IsParty ? date.Year
            : partyTerms?.Where(t => t <= date).Select(t => (int?)t.Year).Max() ?? date.Year - (date.Year % 5);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"docno/{issuer.Value}/{Type.ToUpperInvariant()}-{Organ.ToUpperInvariant()}/{period}/{Number}");
    }
}
