using Microsoft.Extensions.Logging;

namespace Supervision.Web;

/// <summary>What every request passes before a page answers it, in the order of <see cref="Site"/>.</summary>
internal static class Gates
{
    private const string Cookie = "language";
    private const int LanguageDays = 365;
    private const int ParameterLettersMax = 200;

    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    internal static Task AddHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            // What a ledger says stays out of caches on the way and on the disk.
            headers.Remove("blazor-enhanced-nav");
            if (!headers.ContainsKey("Cache-Control"))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }

    internal static async Task CatchFailures(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The visitor has left; there is nobody to answer.
        }
        catch (BadHttpRequestException) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, v => v.BadRequest("error.bad_request"));
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Gates).FullName!);
            log.LogError(e, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            await AnswerAsync(http, v => v.Error(StatusCodes.Status500InternalServerError, "error.failed"));
        }
    }

    internal static Task ChooseLanguage(HttpContext http, RequestDelegate next)
    {
        Visit(http).Begin(http.Request, http.Request.Cookies[Cookie]);
        return next(http);
    }

    internal static Func<HttpContext, RequestDelegate, Task> CheckHost(Addresses addresses) =>
        (http, next) =>
        {
            if (addresses.Serves(http.Request.Host))
                return next(http);
            // A page cannot be made for no host, or one that is no host's name.
            http.Request.Host = new HostString("localhost");
            return AnswerAsync(http, v => v.BadRequest("error.host"));
        };

    internal static Task CheckMethod(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            return next(http);
        http.Response.Headers.Allow = "GET, HEAD";
        return AnswerAsync(http, v => v.Error(StatusCodes.Status405MethodNotAllowed, "error.method"));
    }

    internal static Task CheckParameters(HttpContext http, RequestDelegate next)
    {
        foreach (var (name, values) in http.Request.Query)
        {
            if (values.Count > 1)
                return AnswerAsync(http, v => v.BadRequest("error.parameter_twice", name));
            if (values[0] is { } value && (value.Length > ParameterLettersMax || value.Any(char.IsControl)))
                return AnswerAsync(http, v => v.BadRequest("error.parameter", name));
        }

        return http.Request.Path.Value is { } path && path.Any(char.IsControl)
            ? AnswerAsync(http, v => v.NotFound("error.no_page")) : next(http);
    }

    /// <summary><c>?lang=</c> keeps the language and leads back to the same page, by path alone.</summary>
    internal static Task SwitchLanguage(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Query.TryGetValue("lang", out var asked))
            return next(http);
        if (Language.Find(asked) is not { } language)
            return AnswerAsync(http, v => v.BadRequest("error.language"));
        http.Response.Cookies.Append(Cookie, language.Code, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(LanguageDays),
        });
        // Two slashes at the beginning would name another host.
        var path = new PathString("/" + http.Request.Path.Value!.TrimStart('/', '\\')).ToUriComponent();
        var others = http.Request.Query.Where(q => q.Key != "lang").Select(q => (q.Key, (string?)q.Value.ToString()));
        http.Response.Redirect(path + Links.Query(others));
        return Task.CompletedTask;
    }

    internal static async Task ReadMoment(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Site.Page>() is not null
            && await Visit(http).ReadMomentAsync(http.Request.Query, http.RequestAborted) is { } refused)
            await refused.ExecuteAsync(http);
        else
            await next(http);
    }

    private static Visit Visit(HttpContext http) => http.RequestServices.GetRequiredService<Visit>();

    private static Task AnswerAsync(HttpContext http, Func<Visit, IResult> answer)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        return answer(Visit(http)).ExecuteAsync(http);
    }
}
