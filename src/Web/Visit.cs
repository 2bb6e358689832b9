using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Domain;
using Supervision.Projections;
using Supervision.Projections.Money;
using Supervision.Web.Errors;

namespace Supervision.Web;

/// <summary>
/// One request as its page sees it: the reader's language, the one moment of the ledger that everything on the page is
/// shown at, and the links that stay at that moment. One for each request.
/// </summary>
public sealed class Visit(SiteOptions options)
{
    private Language language = Language.Vietnamese;

    /// <summary>The moment shown; null on pages that show none (errors before it was read).</summary>
    public Moment? Moment { get; private set; }

    /// <summary>How many entries the page knows of: the <c>asOf</c> of every query.</summary>
    public long Size => Moment!.Size;

    /// <summary>The number of entries asked for, as <c>?asOf=</c> gives it; null when not asked.</summary>
    public long? AskedSize { get; private set; }

    /// <summary>The day asked for, as <c>?day=</c> gives it; null when not asked.</summary>
    public DateOnly? AskedDay { get; private set; }

    public bool IsPast => AskedSize is not null || AskedDay is not null;

    /// <summary>The day that deadlines are measured by: of the moment when it is past, else of the clock.</summary>
    public DateOnly Today => AskedDay ?? (AskedSize is not null && Moment?.Time is { } time
        ? VietnamTime.DayOf(time) : VietnamTime.DayOf(options.Clock.GetUtcNow()));

    /// <summary>Whether the ledger's clock is simulated: every page says so.</summary>
    public bool IsSample => options.Opening.SimulatedClock;

    public string Origin => options.Opening.Origin;

    /// <summary>The culture in which the domain's words are looked up.</summary>
    public CultureInfo Culture => language.Culture;

    public string LanguageCode => language.Code;

    public string OtherLanguageCode => language == Language.English ? "vi" : "en";

    /// <summary>Path of the page; "/" when there is none.</summary>
    public string Path { get; private set; } = "/";

    /// <summary>The page's own parameters, without language and moment.</summary>
    public IReadOnlyList<(string Name, string? Value)> OwnParameters { get; private set; } = [];

    /// <summary>A text of the pages.</summary>
    public string this[string key] => language.Text(key);

    /// <summary>A text of the pages with its values filled in.</summary>
    public string T(string key, params ReadOnlySpan<object> values) =>
        string.Format(Culture, language.Text(key), values);

    /// <summary>A word of the domain: the name of a choice, an amount, a day.</summary>
    public string Word(object value) => DomainTexts.Word(value, Culture);

    /// <summary>A word of the domain where a line begins.</summary>
    public string Heading(object value)
    {
        var word = Word(value);
        return word.Length == 0 ? word : char.ToUpper(word[0], Culture) + word[1..];
    }

    /// <summary>The name of a choice that a view keeps by its code name.</summary>
    public string Word<T>(string name) where T : struct, Enum => Word(Enum.Parse<T>(name));

    public string EventName(string type) => DomainTexts.EventName(type, Culture);

    /// <summary>1.234.567 đồng.</summary>
    public string Dong(long amount) => Word(new Domain.Money(amount));

    /// <summary>1.234.567.</summary>
    public string Number(long number) => Word(number);

    /// <summary>What a figure is called, by its account.</summary>
    public string Figure(string account) => Projections.Texts.Figure(account, Culture);

    /// <summary>A figure in its unit: đồng, a count, or days.</summary>
    public string Amount(Unit unit, long value) => unit switch
    {
        Unit.Dong => Dong(value),
        Unit.Days => T("unit.days", Number(value)),
        _ => Number(value),
    };

    public string Day(DateOnly day) => Word(day);

    /// <summary>A day, or a dash where there is none.</summary>
    public string Day(DateOnly? day) => day is { } known ? Day(known) : "–";

    /// <summary>hh:mm dd/MM/yyyy in UTC+7.</summary>
    public string Instant(DateTimeOffset instant) =>
        instant.ToOffset(VietnamTime.Offset).ToString("HH:mm ", CultureInfo.InvariantCulture)
        + Day(VietnamTime.DayOf(instant));

    /// <summary>The Vietnamese or the English one.</summary>
    public string Choose(string vietnamese, string english) => language == Language.English ? english : vietnamese;

    /// <summary>A link that stays at the moment asked for.</summary>
    public string Link(string path, params IEnumerable<(string Name, string? Value)> parameters) =>
        path + Links.Query([.. parameters, .. AsOfParameters()]);

    public string BodyLink(string code) => Link("/bodies/" + Uri.EscapeDataString(code));

    public string EntryLink(long index) => Link("/entries/" + index.ToString(CultureInfo.InvariantCulture));

    public string InspectionLink(Guid id) => Link("/inspections/" + id.ToString("D"));

    public string AssignmentLink(Guid id) => Link("/assignments/" + id.ToString("D"));

    /// <summary>A plan, directive, direction, proposal or review by its stream.</summary>
    public string ThingLink(string stream)
    {
        var parts = stream.Split('-', 2);
        return Link($"/{parts[0]}s/{parts[1]}");
    }

    /// <summary>The postings behind a figure; of one inspection, where it is named.</summary>
    public string PostingsLink(string body, Role role, string account, Guid? inspection = null) => Link(
        $"/bodies/{Uri.EscapeDataString(body)}/postings", ("role", role.ToString().ToLowerInvariant()),
        ("account", account), ("inspection", inspection?.ToString("D")));

    /// <summary>This page in the other language.</summary>
    public string SwitchLink() =>
        Path + Links.Query([.. OwnParameters, .. AsOfParameters(), ("lang", OtherLanguageCode)]);

    /// <summary>This page as it is known now.</summary>
    public string NewestLink() => Path + Links.Query(OwnParameters);

    /// <summary>The index in a path, in its one form: digits without leading zeros; null for anything else.</summary>
    public static long? ParseIndex(string? text) =>
        text is { Length: >= 1 and <= 18 } && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
            ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public IResult Error(int status, string key, params ReadOnlySpan<object> values) =>
        new RazorComponentResult<ErrorPage>(new { Status = status, Message = T(key, values) })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    public IResult NotFound(string key, params ReadOnlySpan<object> values) =>
        Error(StatusCodes.Status404NotFound, key, values);

    public IResult BadRequest(string key, params ReadOnlySpan<object> values) =>
        Error(StatusCodes.Status400BadRequest, key, values);

    internal void Begin(HttpRequest request, string? languageCode)
    {
        language = Language.Find(languageCode) ?? Language.Vietnamese;
        var path = request.Path.HasValue ? request.Path.Value! : "/";
        // Two slashes at the beginning would name another host.
        Path = new PathString("/" + path.TrimStart('/', '\\')).ToUriComponent();
        OwnParameters = [.. request.Query.Where(q => q.Key is not ("lang" or "asOf" or "day"))
            .Select(q => (q.Key, (string?)q.Value.ToString()))];
    }

    /// <summary>Reads the moment that the page is shown at; a refusal where the one asked for cannot be.</summary>
    internal async Task<IResult?> ReadMomentAsync(IQueryCollection query, CancellationToken ct)
    {
        var (size, day) = (query["asOf"].ToString(), query["day"].ToString());
        Moment = await options.Views.NowAsync(ct);
        if (size.Length > 0 && day.Length > 0)
            return BadRequest("error.as_of_twice");
        if (size.Length > 0)
            return await AskSizeAsync(size, ct);
        return day.Length > 0 ? await AskDayAsync(day, ct) : null;
    }

    private async Task<IResult?> AskSizeAsync(string text, CancellationToken ct)
    {
        if (ParseIndex(text) is not { } size)
            return BadRequest("error.as_of");
        if (size > Size)
            return BadRequest("error.as_of_beyond", size, Size);
        // An entry that the views know is in the ledger.
        var last = size == 0 ? null : await options.Store.ReadEntryAsync(size - 1, ct);
        Moment = new Moment(size, last?.Time);
        AskedSize = size;
        return null;
    }

    private async Task<IResult?> AskDayAsync(string text, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year is < 1900 or > 9000)
            return BadRequest("error.day");
        if (day > Today)
            return BadRequest("error.day_ahead", Day(day));
        Moment = await options.Views.KnownByAsync(day, ct);
        AskedDay = day;
        return null;
    }

    private IEnumerable<(string Name, string? Value)> AsOfParameters() =>
    [
        ("asOf", AskedSize?.ToString(CultureInfo.InvariantCulture)),
        ("day", AskedDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];
}
