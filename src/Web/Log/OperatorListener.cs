using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Ledger;

namespace Supervision.Web.Log;

/// <summary>
/// The operator's own listener: the log with its entry bundles, on loopback and a port of its own, for who has the
/// token.
/// </summary>
public static class OperatorListener
{
    /// <summary>The token's file in a data folder.</summary>
    public const string TokenFileName = "operator.token";

    private const string Scheme = "Bearer ";
    private const int TokenBytes = 32;
    private const int HeaderCharactersMax = 1_000;

    /// <summary>The token in this file (mode 0600), which is made where it is missing.</summary>
    /// <exception cref="IOException">It cannot be read or made, or others may read it.</exception>
    public static string ReadToken(string file) => PrivateFile.ReadOrMake(
        file, () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));

    /// <summary>The listener, not started yet; port 0 takes a free one. It reads no setting from elsewhere.</summary>
    public static WebApplication Build(EventStore store, int port, string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var expected = Digest(token);
        // First of all: who has no token does not even learn which paths there are.
        app.Use((HttpContext http, RequestDelegate next) => IsAllowed(http, expected) ? next(http) : Refuse(http));
        app.UseRouting();
        app.MapLogWithEntries(store);
        return app;
    }

    // Digests of equal length, compared in constant time: neither the token nor its length can be felt out.
    private static bool IsAllowed(HttpContext http, byte[] expected) =>
        http.Request.Headers.Authorization is [{ Length: <= HeaderCharactersMax } given]
        && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Digest(given[Scheme.Length..]), expected);

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
